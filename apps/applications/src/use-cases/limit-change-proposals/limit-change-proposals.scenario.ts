import { afterAll, describe, expect, it } from '@jest/globals';
import { as } from '#testing';
import { anOpenApplication, call, set, type Settings, SETTINGS, succeeded } from '../../../test/driving.js';

const DAYS = '/change-proposals';

describe('for how many days a proposed change stands', () => {
  afterAll(() => set(DAYS, { changeProposalDays: 14 }));

  it('[R109] is set by administrators in whole days, and holds for the next proposal', async () => {
    const anna = await as('anna');
    const { version } = (await anna.get<Settings>(SETTINGS)).body;
    for (const days of [0, 0.5, 91, null, '7']) {
      const reply = await anna.put(`${SETTINGS}${DAYS}`, { changeProposalDays: days }, { 'if-match': `"${version}"` });
      expect([days, reply.status]).toEqual([days, 400]);
    }
    const hanna = await as('hanna');
    const refused = await hanna.put(`${SETTINGS}${DAYS}`, { changeProposalDays: 3 }, { 'if-match': `"${version}"` });
    expect(refused.status).toBe(403);
    expect(await set(DAYS, { changeProposalDays: 1 })).toMatchObject({ changeProposalDays: 1 });

    const { id, version: stands, parts } = await anOpenApplication();
    const proposal = { type: 'INCLUSION', targets: [], creditsApplied: 3 };
    const path = `/${id}/parts/${parts[0]?.id}/proposed-change`;
    const { parts: proposed } = succeeded(await call('hanna', 'post', path, proposal, { 'if-match': `"${stands}"` }));
    const { at, standsUntil } = (proposed[0] as unknown as { proposedChange: Proposal }).proposedChange;
    const hours = (Date.parse(`${standsUntil}T22:00:00Z`) - Date.parse(at)) / 3_600_000;
    // Until the end of the next day in Finland, by summer time or not.
    expect(hours).toBeGreaterThan(22);
    expect(hours).toBeLessThanOrEqual(49);
  });
});

interface Proposal {
  readonly at: string;
  readonly standsUntil: string;
}
