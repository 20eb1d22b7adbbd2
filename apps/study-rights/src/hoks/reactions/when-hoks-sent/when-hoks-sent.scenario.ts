import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database, eventually, publish, readTopic } from '#testing';
import { freshLearner, givenHoks, givenStudyRight, PATH } from '../../../../test/provider.js';
import { hoks, OPPILAITOS, STUDY_RIGHT_OID } from '../../../../test/samples.js';

type Operation = 'STORE' | 'REPLACE' | 'DELETE';

interface Answer {
  readonly hoksEventId: string;
  readonly operation: Operation;
  readonly studyRightId: string | null;
  readonly errors: { key: string; message: string }[];
}

describe('a HOKS arrives by event', () => {
  let paivi: Client;
  beforeAll(async () => {
    paivi = await as('paivi');
  });

  const send = async (
    operation: Operation,
    body: Record<string, unknown>,
    institution = OPPILAITOS,
  ): Promise<string> => {
    const id = randomUUID();
    const event = { institutionOid: institution, operation, hoks: body };
    await publish('national.hoks-sent.v1', String(body['opiskeluoikeus-oid']), institution, event, { id });
    return id;
  };
  const answerTo = async (id: string): Promise<Answer> =>
    (await readTopic<Answer>('study-rights.hoks-answer.v1', ({ body }) => body.hoksEventId === id)).body;
  const publishedOf = async (oid: string, fact: string): Promise<{ hoksId: number }> =>
    (
      await readTopic<{ hoksId: number }>(
        'study-rights.study-right.v1',
        ({ key, headers }) => key === oid && headers['ce_type']?.endsWith(`${fact}.v1`) === true,
      )
    ).body;

  it('[R156] [R172] it is stored as by HTTP, published, and its feedback decided; deleted, it is gone', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    await send('STORE', hoks(oid, learner));
    const { hoksId } = await publishedOf(oid, 'hoks-stored');
    const read = await paivi.get<object>(`${PATH}/hoks/${hoksId}`);
    expect([read.status, read.body]).toMatchObject([
      200,
      { ...hoks(oid, learner), palaute: { feedbackEligible: true } },
    ]);
    await send('DELETE', { 'opiskeluoikeus-oid': oid });
    expect(await publishedOf(oid, 'hoks-deleted')).toMatchObject({ hoksId });
    await eventually('it is gone', async () => (await paivi.get(`${PATH}/hoks/${hoksId}`)).status === 404);
  });

  it('[R157] new data take the place of all the old ones; of a HOKS that is deleted the answer is a refusal', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, { oid, learner });
    const { 'oppija-oid': _, ...anew } = { ...hoks(oid, learner), sahkoposti: 'uusi@kallio.example' };
    await send('REPLACE', anew);
    await eventually('the new data', async () => {
      const { body } = await paivi.get<{ sahkoposti?: string }>(`${PATH}/hoks/${id}`);
      return body.sahkoposti === 'uusi@kallio.example';
    });
    await send('REPLACE', hoks(oid, learner));
    await eventually('what was not given is gone', async () => {
      const { body } = await paivi.get<object>(`${PATH}/hoks/${id}`);
      return !('sahkoposti' in body);
    });
    expect((await paivi.delete(`${PATH}/hoks/${id}`)).status).toBe(200);
    expect(await answerTo(await send('REPLACE', hoks(oid, learner)))).toMatchObject({
      ...{ operation: 'REPLACE', studyRightId: oid, errors: [{ key: 'hoks/not-found' }] },
    });
  });

  it('hoks/exists, hoks/archived-exists: what is refused is answered with the key and the words of the HTTP interface', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, { oid, learner });
    expect(await answerTo(await send('STORE', hoks(oid, learner)))).toMatchObject({
      ...{ operation: 'STORE', studyRightId: oid },
      errors: [
        {
          key: 'hoks/exists',
          message: expect.stringContaining('HOKS with the same opiskeluoikeus-oid already exists'),
        },
      ],
    });
    expect((await paivi.delete(`${PATH}/hoks/${id}`)).status).toBe(200);
    // A deletion sent once more is no mistake: what it asks for is so already. Events of one key are taken in their order.
    const [again, archived] = [await send('DELETE', hoks(oid, learner)), await send('STORE', hoks(oid, learner))];
    expect((await answerTo(archived)).errors.map(({ key }) => key)).toEqual(['hoks/archived-exists']);
    const { rows } = await database('study-rights').query(
      `SELECT 1 FROM outbox WHERE type = 'study-rights.hoks-refused.v1' AND payload->>'hoksEventId' = $1`,
      [again],
    );
    expect(rows).toEqual([]);
  });

  it('[R171] a HOKS without the need, another learner, an unknown study right, another institution: each is answered', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    const { 'osaamisen-hankkimisen-tarve': _, ...without } = hoks(oid, learner);
    const sent = [
      await send('STORE', without),
      await send('STORE', hoks(oid, freshLearner())),
      await send('STORE', hoks(STUDY_RIGHT_OID, learner)),
      await send('STORE', hoks(oid, learner), '1.2.246.562.10.10000000001'),
      await send('DELETE', {}),
    ];
    const errors = [];
    for (const id of sent) errors.push((await answerTo(id)).errors);
    expect(errors).toEqual([
      [{ key: 'platform/validation-failed', message: expect.stringContaining('osaamisen-hankkimisen-tarve') }],
      [{ key: 'hoks/not-the-learners-study-right', message: expect.any(String) }],
      [{ key: 'hoks/study-right-not-found', message: expect.any(String) }],
      [{ key: 'hoks/study-right-not-found', message: expect.any(String) }],
      [{ key: 'hoks/not-found', message: expect.any(String) }],
    ]);
  });

  it('all rules that it breaks are reported at once, and so are malformed oids', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    const broken = { 'osaamisen-saavuttamisen-pvm': '2018-01-01', 'urasuunnitelma-koodi-uri': 'x' };
    const [rules, oids] = [
      await send('STORE', { ...hoks(oid, learner), ...broken }),
      await send('STORE', { ...hoks(oid, '1.2.246.562.24.00000000001'), 'osaamisen-hankkimisen-tarve': 1 }),
    ];
    expect((await answerTo(rules)).errors).toEqual([
      { key: 'hoks/achievement-day', message: expect.stringContaining('2018-01-01') },
      { key: 'hoks/career-plan', message: expect.any(String) },
    ]);
    expect((await answerTo(oids)).errors).toEqual([
      {
        key: 'platform/validation-failed',
        message: expect.stringContaining('oppija-oid, osaamisen-hankkimisen-tarve'),
      },
      { key: 'hoks/malformed-learner-oid', message: expect.stringContaining('1.2.246.562.24') },
    ]);
  });
});
