import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database, eventually, publish } from '#testing';
import {
  freshLearner,
  freshSource,
  PATH,
  type Problem,
  type TransferAnswer,
  transferOf,
} from '../../../test/provider.js';
import { opiskeluoikeus } from '../../../test/samples.js';

const OTHER_OPPILAITOS = '1.2.246.562.10.40000000004';

describe('reading study rights', () => {
  let paivi: Client;
  let hanna: Client;
  beforeAll(async () => {
    [paivi, hanna] = await Promise.all([as('paivi'), as('hanna')]);
  });

  it('a learner’s study rights come in pages, and each read leaves an audit line', async () => {
    const learner = freshLearner();
    const five = Array.from({ length: 5 }, () => opiskeluoikeus(freshSource()));
    const stored = await paivi.put<TransferAnswer>(`${PATH}/transfers`, transferOf(learner, ...five));
    const seen: string[] = [];
    let cursor = '';
    do {
      const path = `${PATH}/study-rights?learnerOid=${learner}&limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await paivi.get<{ items: { oid: string }[]; nextCursor: string | null }>(path);
      seen.push(...body.items.map((item) => item.oid));
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    expect(seen).toEqual(stored.body.opiskeluoikeudet.map((one) => one.oid).sort());
    const audit = await database('study-rights').query(
      `SELECT action FROM audit_event WHERE subject_person_id = $1 AND action = 'list-study-rights'`,
      [learner],
    );
    expect(audit.rows).toHaveLength(3);
  });

  it('another organisation’s study right is not found, not listed and not changed', async () => {
    const learner = freshLearner();
    const payload = opiskeluoikeus({ ...freshSource(), oppilaitos: { oid: OTHER_OPPILAITOS } });
    await publish('national.study-right-transferred.v1', payload.lähdejärjestelmänId?.id ?? '', OTHER_OPPILAITOS, {
      institutionOid: OTHER_OPPILAITOS,
      transfer: transferOf(learner, payload),
    });
    const oid = await eventually('the other organisation’s study right is stored', async () => {
      const sql = 'SELECT oid FROM study_right WHERE learner_oid = $1';
      return (await database('study-rights').query<{ oid: string }>(sql, [learner])).rows[0]?.oid;
    });
    const list = await paivi.get<{ items: unknown[] }>(`${PATH}/study-rights?learnerOid=${learner}`);
    expect(list.body.items).toEqual([]);
    const replies = [
      await paivi.get<Problem>(`${PATH}/study-rights/${oid}`),
      await paivi.post<Problem>(`${PATH}/study-rights/${oid}/invalidate`, { reason: 'WRONG_TYPE' }),
      await paivi.put<Problem>(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus({ oid }))),
    ];
    expect(replies.map((reply) => [reply.status, reply.body.code])).toEqual(
      replies.map(() => [404, 'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia']),
    );
  });

  it.each([
    ['', 'platform/validation-failed'],
    ['?learnerOid=x', 'badRequest.queryParam.virheellinenHenkilöOid'],
    ['?learnerOid=1.2.246.562.24.00000000001', 'badRequest.queryParam.virheellinenHenkilöOid'],
    [`?learnerOid=${freshLearner()}&limit=0`, 'platform/validation-failed'],
    [`?learnerOid=${freshLearner()}&limit=101`, 'platform/validation-failed'],
    [`?learnerOid=${freshLearner()}&offset=5`, 'platform/validation-failed'],
    [`?learnerOid=${freshLearner()}&cursor=%00`, 'platform/validation-failed'],
    [`?learnerOid=${freshLearner()}&cursor=abc`, 'badRequest.queryParam.virheellinenOpiskeluoikeusOid'],
  ])('bad input: "%s" is answered with %s', async (query, code) => {
    const { status, body } = await paivi.get<Problem>(`${PATH}/study-rights${query}`);
    expect([status, body.code]).toEqual([400, code]);
  });

  it('a university handler has no business here', async () => {
    const { status } = await hanna.get(`${PATH}/study-rights?learnerOid=${freshLearner()}`);
    expect(status).toBe(403);
  });
});
