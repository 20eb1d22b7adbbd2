import { describe, expect, it } from '@jest/globals';
import { as, eventually } from '#testing';
import { applicationInProcess, APPROVAL, decidedPart, partInput } from './driving.js';

const PEOPLE = ['aino', 'ville', 'hanna', 'heikki', 'raija', 'anna', 'olga', 'oskar'] as const;

/** What the two services answer to each of the people, asked for the same application. */
async function statuses(applicationId: string) {
  const seen: Record<string, [number, number]> = {};
  for (const username of PEOPLE) {
    const client = await as(username);
    const application = await client.get(`/api/applications/v1/applications/${applicationId}`);
    const applicationCase = await client.get(`/api/decisions/v1/cases/${applicationId}`);
    seen[username] = [application.status, applicationCase.status];
  }
  return seen;
}

const [SEES, NOT]: [[number, number], [number, number]] = [
  [200, 200],
  [404, 404],
];
const OTHERS = { ville: NOT, olga: NOT, oskar: NOT };

describe('who sees an application sees it in every service, and nobody else does in any', () => {
  it('while it is handled: its student, its handler, administrators', async () => {
    const { applicationId } = await applicationInProcess(partInput());
    expect(await statuses(applicationId)).toEqual({
      ...{ aino: SEES, hanna: SEES, anna: SEES },
      // Another handler, who records as well, and somebody who only records: there is nothing to record yet.
      ...{ heikki: NOT, raija: NOT, ...OTHERS },
    });
  });

  it('once a part is approved, also those who record', async () => {
    const { applicationId } = await decidedPart(partInput(), APPROVAL);
    const shown = { aino: SEES, hanna: SEES, anna: SEES, heikki: SEES, raija: SEES, ...OTHERS };
    expect(await statuses(applicationId)).toEqual(shown);
  });

  it('[R27] [R37] taken back for editing it is a draft, and its student alone sees it', async () => {
    const { applicationId } = await applicationInProcess(partInput());
    const aino = await as('aino');
    const path = `/api/applications/v1/applications/${applicationId}`;
    for (const command of ['cancel', 'reopen']) expect((await aino.post(`${path}/${command}`, {})).status).toBe(200);
    await eventually('decisions knows', async () => {
      const { body } = await aino.get<{ state: string }>(`/api/decisions/v1/cases/${applicationId}`);
      return body.state === 'DRAFT';
    });
    const shown = { aino: SEES, hanna: NOT, anna: NOT, heikki: NOT, raija: NOT, ...OTHERS };
    expect(await statuses(applicationId)).toEqual(shown);
  });
});
