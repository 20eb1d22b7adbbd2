import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, readTopic } from '#testing';
import {
  freshLearner,
  freshSource,
  givenHoks,
  givenStudyRight,
  PATH,
  type Problem,
  transferOf,
} from '../../../../test/provider.js';
import {
  hoks,
  opiskeluoikeus,
  OPPILAITOS,
  period,
  periods,
  STUDY_RIGHT_OID,
  suoritus,
} from '../../../../test/samples.js';

describe('storing a HOKS', () => {
  let paivi: Client;
  let kaisa: Client;
  beforeAll(async () => {
    [paivi, kaisa] = await Promise.all([as('paivi'), as('kaisa')]);
  });

  const post = (body: object | string, client = paivi) =>
    client.post<Problem & { id: number }>(`${PATH}/hoks`, body, { 'accept-language': 'en' });

  it('[R156] [R157] with the minimum data it is stored, readable and published', async () => {
    const studyRight = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, studyRight);
    const read = await kaisa.get(`${PATH}/hoks/${id}`);
    expect([read.status, read.body]).toEqual([
      200,
      {
        id,
        eid: expect.any(String),
        ...hoks(studyRight.oid, studyRight.learner),
        manuaalisyotto: false,
        kyna: false,
        palaute: expect.objectContaining({ feedbackEligible: true, syy: 'hoks-tallennettu' }),
      },
    ]);
    const event = await readTopic<{ hoksId: number; needToAcquireCompetence: boolean }>(
      'study-rights.study-right.v1',
      (message) => message.key === studyRight.oid && message.body.hoksId === id,
    );
    expect(event.body.needToAcquireCompetence).toBe(true);
  });

  it('[R171] a HOKS for TELMA is stored, and without the need to acquire competence it is not', async () => {
    const { oid, learner } = await givenStudyRight(paivi, { suoritukset: [suoritus('999903', 'telma')] });
    const { 'osaamisen-hankkimisen-tarve': _, ...without } = hoks(oid, learner);
    const refused = await post(without);
    expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, 'osaamisen-hankkimisen-tarve']);
    expect((await post(hoks(oid, learner))).status).toBe(201);
  });

  it('HOKS with the same opiskeluoikeus-oid already exists; a deleted one keeps its place', async () => {
    const studyRight = await givenStudyRight(paivi);
    const { oid, learner } = studyRight;
    const id = await givenHoks(paivi, studyRight);
    const second = await post(hoks(oid, learner));
    expect([second.status, second.body.code]).toEqual([400, 'hoks/exists']);
    expect(second.body.detail).toContain('HOKS with the same opiskeluoikeus-oid already exists');
    expect((await paivi.delete(`${PATH}/hoks/${id}`)).status).toBe(200);
    const third = await post(hoks(oid, learner));
    expect([third.status, third.body.code]).toEqual([400, 'hoks/archived-exists']);
    const gone = await paivi.get<Problem>(`${PATH}/hoks/${id}`);
    expect([gone.status, gone.body.code]).toEqual([404, 'hoks/not-found']);
  });

  it('a HOKS deleted once more has been deleted since the first time', async () => {
    const id = await givenHoks(paivi, await givenStudyRight(paivi));
    const remove = () => paivi.delete<{ id: number; deletedAt: string }>(`${PATH}/hoks/${id}`);
    const first = await remove();
    expect([first.status, first.body]).toEqual([200, { id, deletedAt: expect.any(String) }]);
    const others = await Promise.all([remove(), remove(), remove()]);
    expect(others.map(({ status, body }) => [status, body])).toEqual(others.map(() => [200, first.body]));
    const refused = await kaisa.delete<Problem>(`${PATH}/hoks/${id}`);
    expect([refused.status, refused.body.code]).toEqual([403, 'platform/forbidden']);
  });

  it('ten at the same moment: one is stored', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    const replies = await Promise.all(Array.from({ length: 10 }, () => post(hoks(oid, learner))));
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    expect(replies.filter((reply) => reply.body.code === 'hoks/exists')).toHaveLength(9);
  });

  it('a HOKS for another learner, an unknown study right, lukio, a contained or an ended study right is refused', async () => {
    const plain = await givenStudyRight(paivi);
    const lukio = await givenStudyRight(paivi, { tyyppi: { koodiarvo: 'lukiokoulutus' } });
    const link = { sisältyyOpiskeluoikeuteen: { oppilaitos: { oid: OPPILAITOS }, oid: plain.oid } };
    const contained = await givenStudyRight(paivi, { ...freshSource(), ...link }, plain.learner);
    const ended = await givenStudyRight(paivi, periods(period('2026-08-10', 'lasna'), period('2026-09-01', 'eronnut')));
    const codes = [
      await post(hoks(plain.oid, freshLearner())),
      await post(hoks(STUDY_RIGHT_OID, plain.learner)),
      await post(hoks(lukio.oid, lukio.learner)),
      await post(hoks(contained.oid, contained.learner)),
      await post(hoks(ended.oid, ended.learner)),
    ].map((reply) => [reply.status, reply.body.code]);
    expect(codes).toEqual([
      [400, 'hoks/not-the-learners-study-right'],
      [400, 'hoks/study-right-not-found'],
      [400, 'hoks/study-right-type'],
      [400, 'hoks/study-right-is-contained'],
      [400, 'hoks/study-right-not-active'],
    ]);
  });

  it('the HOKS of an ended study right is not deleted by the provider', async () => {
    const studyRight = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, studyRight);
    const list = periods(period('2026-08-10', 'lasna'), period('2026-09-01', 'eronnut'));
    const { status } = await paivi.put(
      `${PATH}/transfers`,
      transferOf(studyRight.learner, opiskeluoikeus({ oid: studyRight.oid, ...list })),
    );
    const refused = await paivi.delete<Problem>(`${PATH}/hoks/${id}`);
    expect([status, refused.status, refused.body.code]).toEqual([200, 403, 'hoks/delete-study-right-not-active']);
  });

  it.each<[string, object | string]>([
    ['an unknown field', { ...hoks(), lisää: 1 }],
    ['a study right oid with a wrong check digit', hoks('1.2.246.562.15.12345678910')],
    ['a learner oid with a wrong check digit', hoks(STUDY_RIGHT_OID, '1.2.246.562.24.00000000001')],
    ['a day that does not exist', { ...hoks(), 'ensikertainen-hyvaksyminen': '2026-02-30' }],
    ['a text for a boolean', { ...hoks(), 'osaamisen-hankkimisen-tarve': 'kyllä' }],
    ['malformed JSON', '{'],
    ['a list', []],
  ])('bad input: %s', async (_, body) => {
    const refused = await post(body);
    expect(refused.status).toBe(400);
    expect(refused.body.code).toMatch(/^platform\/(validation-failed|malformed-json)$/);
  });

  it('a viewer reads but neither stores nor deletes', async () => {
    const studyRight = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, studyRight);
    const other = await givenStudyRight(paivi);
    const statuses = [
      (await kaisa.get(`${PATH}/hoks/${id}`)).status,
      (await post(hoks(other.oid, other.learner), kaisa)).status,
      (await kaisa.delete(`${PATH}/hoks/${id}`)).status,
    ];
    expect(statuses).toEqual([200, 403, 403]);
  });
});
