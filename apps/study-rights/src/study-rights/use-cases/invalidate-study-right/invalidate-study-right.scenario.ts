import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database, eventually, publish, readTopic } from '#testing';
import {
  givenHoks,
  givenStudyRight,
  invalidate,
  invalidatingTransfer,
  PATH,
  type Problem,
} from '../../../../test/provider.js';
import { opiskeluoikeus, OPPILAITOS, suoritus } from '../../../../test/samples.js';

const TOPIC = 'study-rights.study-right.v1';
const ROUNDS = 100;

describe('invalidating a study right', () => {
  let paivi: Client;
  let kaisa: Client;
  let tuki: Client;
  beforeAll(async () => {
    [paivi, kaisa, tuki] = await Promise.all([as('paivi'), as('kaisa'), as('tuki')]);
  });

  const refusalsOf = async (oid: string): Promise<{ channel: string; key: string; hoks_id: number | null }[]> => {
    const sql = `SELECT channel, key, hoks_id FROM invalidation_refusal WHERE study_right_oid = $1 ORDER BY refused_at`;
    return (await database('study-rights').query<{ channel: string; key: string; hoks_id: number | null }>(sql, [oid]))
      .rows;
  };

  it('[R160] [R169] [R170] conflict.hoksExists by request and by transfer; after the HOKS is deleted it succeeds and an event says so', async () => {
    const studyRight = await givenStudyRight(paivi);
    const { oid, learner } = studyRight;
    const hoksId = await givenHoks(paivi, studyRight);

    const byRequest = await invalidate(paivi, oid);
    const byTransfer = await paivi.put<Problem>(`${PATH}/transfers`, invalidatingTransfer(learner, oid, 'WRONG_TYPE'));
    for (const refused of [byRequest, byTransfer]) {
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({ code: 'conflict.hoksExists', hoksId, studyRightOid: oid });
      expect(refused.body.nextSteps?.join(' ')).toContain(refused.body.supportAddress);
      const actions = refused.body.nextActions ?? [];
      expect(actions.map(({ text }) => text)).toEqual(refused.body.nextSteps);
      expect(actions.map(({ method, href }) => `${method} ${href}`)).toEqual([
        `PUT ${PATH}/transfers`,
        `DELETE ${PATH}/hoks/${hoksId}`,
        `POST ${PATH}/support-cases`,
      ]);
    }
    await publish('national.study-right-transferred.v1', oid, OPPILAITOS, {
      institutionOid: OPPILAITOS,
      transfer: invalidatingTransfer(learner, oid, 'WRONG_TYPE'),
    });
    const answer = await readTopic<{ studyRightId: string; errors: { key: string }[] }>(
      'study-rights.transfer-answer.v1',
      (message) => message.body.studyRightId === oid,
    );
    expect(answer.body.errors.map((error) => error.key)).toEqual(['conflict.hoksExists']);

    const hoksExists = { key: 'conflict.hoksExists', hoks_id: hoksId };
    expect(await refusalsOf(oid)).toEqual([
      { ...hoksExists, channel: 'REQUEST' },
      { ...hoksExists, channel: 'TRANSFER' },
      { ...hoksExists, channel: 'TRANSFER' },
    ]);
    const published = await readTopic<{ studyRightId: string; nextSteps: string[] }>(
      TOPIC,
      ({ key, headers }) => key === oid && headers['ce_type']?.endsWith('study-right-invalidation-refused.v1') === true,
    );
    expect(published.body.nextSteps).toHaveLength(3);
    expect((await paivi.get<{ versionumero: number }>(`${PATH}/study-rights/${oid}`)).body.versionumero).toBe(1);

    const deletion = byRequest.body.nextActions?.find(({ operationId }) => operationId === 'deleteHoks');
    expect((await paivi.delete(deletion?.href ?? '')).status).toBe(200);
    const done = await invalidate(paivi, oid);
    expect([done.status, done.body]).toMatchObject([200, { oid, versionumero: 2, reason: 'WRONG_TYPE' }]);
    const event = await readTopic<{ reason: string; channel: string }>(
      TOPIC,
      ({ key, headers }) => key === oid && headers['ce_type']?.endsWith('study-right-invalidated.v1') === true,
    );
    expect(event.body).toMatchObject({ reason: 'WRONG_TYPE', channel: 'REQUEST' });
  });

  it('[R161] after invalidation nobody finds it but the support desk, and it cannot be invalidated or changed again', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    expect((await invalidate(paivi, oid, { reason: 'NEVER_STARTED' })).status).toBe(200);
    const answers = await Promise.all([
      paivi.get<Problem>(`${PATH}/study-rights/${oid}`),
      kaisa.get<Problem>(`${PATH}/study-rights/${oid}`),
      invalidate(paivi, oid),
      paivi.put<Problem>(`${PATH}/transfers`, invalidatingTransfer(learner, oid, 'WRONG_TYPE')),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [404, 'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia']),
    );
    expect((await tuki.get(`${PATH}/study-rights/${oid}`)).status).toBe(200);
  });

  it.each([
    ['[R165] [R166] another reason', { reason: 'OTHER' }, 400, 'badRequest.validation.tila.mitätöinninSyyEiSallittu'],
    ['no reason', {}, 400, 'badRequest.validation.tila.mitätöinninSyyPuuttuu'],
    ['an unknown field', { reason: 'WRONG_TYPE', force: true }, 400, 'platform/validation-failed'],
    ['a number for a reason', { reason: 1 }, 400, 'platform/validation-failed'],
  ])('is refused with %s', async (_, body, status, code) => {
    const { oid } = await givenStudyRight(paivi);
    const refused = await invalidate(paivi, oid, body);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect((await paivi.get(`${PATH}/study-rights/${oid}`)).status).toBe(200);
  });

  it('forbidden: the right to invalidate is distinct from the others, and the attempt is on record', async () => {
    const { oid } = await givenStudyRight(paivi);
    const refused = await invalidate(kaisa, oid);
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
    expect(await refusalsOf(oid)).toEqual([{ channel: 'REQUEST', key: 'forbidden', hoks_id: null }]);
  });

  it('[R164] NEVER_STARTED with assessed suoritukset asks for confirmation', async () => {
    const assessed = suoritus('361902', 'ammatillinentutkinto', {
      osasuoritukset: [{ arviointi: [{ päivä: '2026-09-01' }] }],
    });
    const { oid } = await givenStudyRight(paivi, { suoritukset: [assessed] });
    const asked = await invalidate(paivi, oid, { reason: 'NEVER_STARTED' });
    expect([asked.status, asked.body.code]).toEqual([409, 'conflict.mitätöintiVaatiiVahvistuksen']);
    expect((await invalidate(paivi, oid, { reason: 'NEVER_STARTED', confirmed: true })).status).toBe(200);
  });

  it.each(['1.2.246.562.15.12345678910', 'x', '5f0c1c9a-0000-4000-8000-0000000000a1', '%00', "' OR 1=1"])(
    'badRequest.queryParam.virheellinenOpiskeluoikeusOid: %s',
    async (oid) => {
      const refused = await invalidate(paivi, encodeURIComponent(oid));
      expect([refused.status, refused.body.code]).toEqual([400, 'badRequest.queryParam.virheellinenOpiskeluoikeusOid']);
    },
  );

  it('a stale version is refused with the current one', async () => {
    const { oid } = await givenStudyRight(paivi);
    const stale = await paivi.post<Problem>(
      `${PATH}/study-rights/${oid}/invalidate`,
      { reason: 'WRONG_TYPE' },
      { 'if-match': '"7"' },
    );
    expect([stale.status, stale.body.code, stale.body.currentVersion]).toEqual([409, 'platform/stale-version', 1]);
  });

  it('[R163] a wrong type goes by invalidation: the source id is free again for a new study right with a new oid', async () => {
    const wrong = opiskeluoikeus({ lähdejärjestelmänId: { id: 'x', lähdejärjestelmä: { koodiarvo: 'primus' } } });
    const { oid, learner } = await givenStudyRight(paivi, wrong);
    const telma = { ...wrong, suoritukset: [suoritus('999903', 'telma')] };
    const body = { henkilö: { oid: learner }, opiskeluoikeudet: [telma] };
    const refused = await paivi.put<Problem>(`${PATH}/transfers`, body);
    expect([refused.status, refused.body.code]).toEqual([
      400,
      'badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia',
    ]);
    expect((await invalidate(paivi, oid)).status).toBe(200);
    const anew = await paivi.put<{ opiskeluoikeudet: { oid: string; versionumero: number }[] }>(
      `${PATH}/transfers`,
      body,
    );
    expect([anew.status, anew.body.opiskeluoikeudet[0]?.versionumero]).toEqual([200, 1]);
    expect(anew.body.opiskeluoikeudet[0]?.oid).not.toBe(oid);
  });

  it(`[R160] storing a HOKS and invalidating at the same moment never both succeed (${ROUNDS} rounds)`, async () => {
    const wins = { hoks: 0, invalidation: 0 };
    const oids: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const studyRight = await givenStudyRight(paivi);
      oids.push(studyRight.oid);
      const byTransfer = round % 2 === 1;
      const tasks = [
        () =>
          givenHoks(paivi, studyRight).then(
            () => true,
            () => false,
          ),
        async () =>
          byTransfer
            ? (
                await paivi.put(
                  `${PATH}/transfers`,
                  invalidatingTransfer(studyRight.learner, studyRight.oid, 'WRONG_TYPE'),
                )
              ).status === 200
            : (await invalidate(paivi, studyRight.oid)).status === 200,
      ] as const;
      const order = round % 4 < 2 ? tasks : ([tasks[1], tasks[0]] as const);
      const results = await Promise.all(order.map((task) => task()));
      const [hoksStored, invalidated] = round % 4 < 2 ? results : [results[1], results[0]];
      expect({ round, both: hoksStored === true && invalidated === true }).toEqual({ round, both: false });
      expect({ round, one: hoksStored === true || invalidated === true }).toEqual({ round, one: true });
      wins.hoks += hoksStored === true ? 1 : 0;
      wins.invalidation += invalidated === true ? 1 : 0;
    }
    const { rows } = await database('study-rights').query(
      `SELECT sr.oid FROM study_right sr JOIN hoks h ON h.study_right_oid = sr.oid
       WHERE sr.oid = ANY ($1) AND sr.invalidated AND h.deleted_at IS NULL`,
      [oids],
    );
    expect(rows).toEqual([]);
    expect(wins.hoks + wins.invalidation).toBe(ROUNDS);
  }, 120_000);

  it('a transfer event that asks for invalidation does it, with the channel TRANSFER', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    await publish('national.study-right-transferred.v1', oid, OPPILAITOS, {
      institutionOid: OPPILAITOS,
      transfer: invalidatingTransfer(learner, oid, 'NEVER_STARTED'),
    });
    await eventually(
      'the study right is gone',
      async () => (await paivi.get(`${PATH}/study-rights/${oid}`)).status === 404,
    );
    const event = await readTopic<{ channel: string }>(
      TOPIC,
      ({ key, headers }) => key === oid && headers['ce_type']?.endsWith('study-right-invalidated.v1') === true,
    );
    expect(event.body.channel).toBe('TRANSFER');
  });
});
