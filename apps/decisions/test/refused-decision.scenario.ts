import { describe, expect, it } from '@jest/globals';
import { as, database, eventually } from '#testing';
import type { CaseView, DecisionView, UnsettledDecision, UnsettledPage } from '../src/http/answer-shapes.js';
import { applicationInProcess, APPROVAL, decide, partInput, settled } from './driving.js';

const decisionSeenBy = async (username: string, id: string) =>
  (await as(username)).get<DecisionView>(`/api/decisions/v1/decisions/${id}`);

const UNSETTLED = '/api/decisions/v1/unsettled-decisions';

/** The decision in the person's list, read page by page. */
async function unsettledOf(username: string, decisionId: string): Promise<UnsettledDecision | undefined> {
  const client = await as(username);
  for (let cursor = ''; ;) {
    const { body } = await client.get<UnsettledPage>(`${UNSETTLED}?limit=2${cursor}`);
    const found = body.items.find((item) => item.decisionId === decisionId);
    if (found || body.nextCursor === null) return found;
    cursor = `&cursor=${body.nextCursor}`;
  }
}

describe('a decision on a part that the student cancels meanwhile', () => {
  it('[R30] [D5] says since when it waits for confirmation, and afterwards in words why it does not hold', async () => {
    const { applicationId, partIds } = await applicationInProcess(partInput());
    const [hanna, aino] = [await as('hanna'), await as('aino')];
    // The one who waits first for the application's row gets it first: the cancellation is ahead of the decision.
    const lock = await database('applications').connect();
    let cancelling: Promise<{ status: number }>;
    let decisionId: string;
    try {
      await lock.query('BEGIN');
      await lock.query('SELECT FROM application WHERE id = $1 FOR UPDATE', [applicationId]);
      cancelling = aino.post(`/api/applications/v1/applications/${applicationId}/cancel`, {});
      await eventually('the cancellation waits', async () => {
        const { rowCount } = await database('applications').query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pg_backend_pid() <> pid
              AND cardinality(pg_blocking_pids(pid)) > 0`,
        );
        return (rowCount ?? 0) > 0;
      });
      const made = await decide(hanna, applicationId, partIds[0], APPROVAL);
      expect(made.status).toBe(202);
      decisionId = made.body.id;
      const { body } = await decisionSeenBy('hanna', decisionId);
      expect(body).toMatchObject({ state: 'PROPOSED', awaitsConfirmationSince: body.decidedAt, voidText: null });
      const seen = await hanna.get<CaseView>(`/api/decisions/v1/cases/${applicationId}`);
      expect(await unsettledOf('hanna', decisionId)).toMatchObject({
        ...{ applicationId, partId: partIds[0], partNumber: 1, studentName: 'Aino Virtanen' },
        ...{ state: 'PROPOSED', decidedAt: body.decidedAt, voidText: null },
      });
      expect(seen.body.parts[0]?.actions).toMatchObject([
        { action: 'make-decision', possible: false, code: 'decision/already-decided' },
        {
          action: 'record-recognition',
          possible: false,
          code: 'decision/not-final-yet',
          text: { en: expect.stringContaining('Nothing was recorded') },
        },
      ]);
    } finally {
      await lock.query('ROLLBACK');
      lock.release();
    }
    expect((await cancelling).status).toBe(200);
    expect(await settled(decisionId)).toBe('VOID');
    expect((await decisionSeenBy('hanna', decisionId)).body).toMatchObject({
      awaitsConfirmationSince: null,
      voidReason: 'PART_CANCELLED',
      voidText: {
        fi: 'Opiskelija ehti peruuttaa osan ennen kuin päätös vahvistui.',
        en: 'The student cancelled the part before the decision was confirmed.',
      },
    });
    expect((await decisionSeenBy('aino', decisionId)).status).toBe(404);
    expect(await unsettledOf('hanna', decisionId)).toMatchObject({
      state: 'VOID',
      voidText: { fi: 'Opiskelija ehti peruuttaa osan ennen kuin päätös vahvistui.' },
    });
    expect(await unsettledOf('heikki', decisionId)).toBeUndefined();
  });

  it('is listed as refused for two weeks, and until the part is decided anew; final ones are not listed', async () => {
    const { applicationId, partIds } = await applicationInProcess(partInput());
    const hanna = await as('hanna');
    const first = (await decide(hanna, applicationId, partIds[0], APPROVAL)).body.id;
    expect(await settled(first)).toBe('FINAL');
    expect(await unsettledOf('hanna', first)).toBeUndefined();
    const refused = (daysAgo: number) =>
      database('decisions').query(
        `UPDATE decision SET state = 'VOID', void_reason = 'PART_RETURNED', decided_at = now() - $2 * interval '1 day' WHERE id = $1`,
        [first, daysAgo],
      );
    await refused(15);
    expect(await unsettledOf('hanna', first)).toBeUndefined();
    await refused(13);
    expect(await unsettledOf('hanna', first)).toMatchObject({ state: 'VOID' });
    await database('decisions').query(
      `INSERT INTO decision SELECT (jsonb_populate_record(made, jsonb_build_object(
           'id', gen_random_uuid(), 'state', 'FINAL', 'void_reason', NULL, 'bank_key', NULL, 'decided_at', now()))).*
         FROM decision made WHERE id = $1`,
      [first],
    );
    expect(await unsettledOf('hanna', first)).toBeUndefined();
  });

  it.each([
    ['aino', '', 403, 'decision/not-allowed'],
    ['raija', '', 403, 'decision/not-allowed'],
    ['hanna', '?cursor=x', 400, 'decision/cursor-not-valid'],
  ])('the list is refused to %s with %j', async (username, query, status, code) => {
    expect(await (await as(username)).get(`${UNSETTLED}${query}`)).toMatchObject({ status, body: { code } });
  });
});
