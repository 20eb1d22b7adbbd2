import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { recordKeyOf } from '#contracts';
import { as, type Client, database, eventually, publish, readTopic, topicMessages } from '#testing';
import { payload } from '../../../../test/koski.js';
import {
  freshLearner,
  freshSource,
  givenStudyRight,
  PATH,
  type Problem,
  type TransferAnswer,
  transferOf,
} from '../../../../test/provider.js';
import { opiskeluoikeus, OPPILAITOS, period, periods } from '../../../../test/samples.js';

const OTHER_OPPILAITOS = '1.2.246.562.10.40000000004';

describe('transferring study rights', () => {
  let paivi: Client;
  let kaisa: Client;
  let hanna: Client;
  beforeAll(async () => {
    [paivi, kaisa, hanna] = await Promise.all([as('paivi'), as('kaisa'), as('hanna')]);
  });

  const put = async (client: Client, body: object | string) => {
    const answer = await client.put<TransferAnswer & Problem>(`${PATH}/transfers`, body, { 'accept-language': 'fi' });
    const { koskiErrors, errors } = answer.body;
    // What Koski's list says in Finnish keys and words, `errors` says with English details. One key of Koski is a code of ours.
    const keys = errors?.map(({ code }) => (code === 'platform/forbidden' ? 'forbidden.organisaatio' : code));
    if (koskiErrors) expect(keys).toEqual(koskiErrors.map(({ key }) => key));
    return answer;
  };

  it('[R167] a new transfer overrides the old, which is history; an identical one makes no version', async () => {
    const learner = freshLearner();
    const payload = opiskeluoikeus({ ...freshSource(), tuntematon: { a: [1, 'ä', null] } });
    const first = await put(paivi, transferOf(learner, payload));
    expect(first.body.opiskeluoikeudet).toMatchObject([{ versionumero: 1 }]);
    const oid = first.body.opiskeluoikeudet[0]?.oid ?? '';
    const changed = { ...payload, arvioituPäättymispäivä: '2029-05-31', tuntematon: undefined };
    const versions = [];
    for (const body of [payload, changed, changed]) {
      const reply = await put(paivi, transferOf(learner, body));
      versions.push(reply.body.opiskeluoikeudet[0]?.versionumero);
    }
    expect(versions).toEqual([1, 2, 2]);
    const now = await paivi.get<Record<string, unknown>>(`${PATH}/study-rights/${oid}`);
    expect(now.headers.get('etag')).toBe('"2"');
    expect(now.body).toMatchObject({ oid, versionumero: 2, alkamispäivä: '2026-08-10' });
    expect(now.body['tuntematon']).toBeUndefined();
    const history = await database('study-rights').query(
      'SELECT version, patch FROM study_right_version WHERE study_right_oid = $1 ORDER BY version',
      [oid],
    );
    expect(history.rows).toMatchObject([
      { version: 1, patch: [{ op: 'add', path: '', value: { tuntematon: { a: [1, 'ä', null] } } }] },
      {
        version: 2,
        patch: [
          { op: 'remove', path: '/tuntematon' },
          { op: 'add', path: '/arvioituPäättymispäivä', value: '2029-05-31' },
        ],
      },
    ]);
  });

  it('a study right by event is stored and published', async () => {
    const learner = freshLearner();
    const payload = opiskeluoikeus(freshSource());
    const sourceId = payload.lähdejärjestelmänId?.id ?? '';
    await publish('national.study-right-transferred.v1', sourceId, OPPILAITOS, {
      institutionOid: OPPILAITOS,
      transfer: transferOf(learner, payload),
    });
    const event = await readTopic<{ sourceId: string; studyRightId: string; kind: string; live: boolean }>(
      'study-rights.study-right.v1',
      (message) => message.body.sourceId === sourceId,
    );
    expect(event.body).toMatchObject({ kind: 'VOCATIONAL', live: true });
    expect(event.key).toBe(event.body.studyRightId);
    expect((await paivi.get(`${PATH}/study-rights/${event.body.studyRightId}`)).status).toBe(200);
  });

  it.each<[string, unknown, string]>([
    ['a wrong shape', { henkilö: 'x' }, 'badRequest.validation.jsonSchema'],
    [
      'a broken rule',
      transferOf(
        freshLearner(),
        opiskeluoikeus(periods(period('2026-08-10', 'eronnut'), period('2026-09-01', 'lasna'))),
      ),
      'badRequest.validation.tila.tilaMuuttunutLopullisenTilanJälkeen',
    ],
    [
      'another organisation',
      transferOf(freshLearner(), opiskeluoikeus({ oppilaitos: { oid: OTHER_OPPILAITOS } })),
      'forbidden.organisaatio',
    ],
  ])('an event with %s is answered, not dropped', async (_, transfer, key) => {
    const event = 'national.study-right-transferred.v1';
    const sent = recordKeyOf(event, { transfer }) ?? `refused-${randomUUID()}`;
    await publish(event, sent, OPPILAITOS, {
      institutionOid: OPPILAITOS,
      transfer: transfer as Record<string, unknown>,
    });
    const answer = await readTopic<{ errors: { key: string; message: string }[] }>(
      'study-rights.transfer-answer.v1',
      (message) => message.key === sent,
    );
    expect(answer.body.errors.map((error) => error.key)).toEqual([key]);
    expect(answer.body.errors[0]?.message).not.toContain('{');
  });

  it('stores all of a transfer or nothing', async () => {
    const learner = freshLearner();
    const refused = await put(
      paivi,
      transferOf(
        learner,
        opiskeluoikeus(freshSource()),
        opiskeluoikeus({
          ...freshSource(),
          tyyppi: { koodiarvo: 'tuva' },
          ...periods(period('2026-08-10', 'peruutettu')),
        }),
      ),
    );
    expect([refused.status, refused.body.code]).toEqual([400, 'badRequest.validation.jsonSchema']);
    const { body } = await paivi.get<{ items: unknown[] }>(`${PATH}/study-rights?learnerOid=${learner}`);
    expect(body.items).toEqual([]);
  });

  it('[R168] forbidden.kiellettyMuutos in Koski’s words, with a pointer to invalidation', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    const refused = await put(paivi, transferOf(learner, opiskeluoikeus({ oid, tyyppi: { koodiarvo: 'tuva' } })));
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({
      code: 'forbidden.kiellettyMuutos',
      koskiErrors: [
        {
          key: 'forbidden.kiellettyMuutos',
          message: 'Opiskeluoikeuden tyyppiä ei voi vaihtaa. Vanha tyyppi ammatillinenkoulutus. Uusi tyyppi tuva.',
        },
      ],
    });
    expect(refused.body.errors).toEqual([
      {
        ...{ path: '', code: 'forbidden.kiellettyMuutos', message: refused.body.koskiErrors?.[0]?.message },
        details: { variant: 'type', oldType: 'ammatillinenkoulutus', newType: 'tuva' },
      },
    ]);
    expect(refused.body.nextSteps?.join()).toContain('WRONG_TYPE');
  });

  it('says each of several refusals in `errors`, with its details in English', async () => {
    const [first, second] = [await givenStudyRight(paivi), freshSource()];
    const wrong = [opiskeluoikeus({ oid: first.oid, versionumero: 9 }), opiskeluoikeus({ ...second, versionumero: 2 })];
    const refused = await put(paivi, { henkilö: { oid: first.learner }, opiskeluoikeudet: wrong });
    expect(refused.body.errors?.map(({ code, details }) => ({ code, details }))).toEqual([
      { code: 'conflict.versionumero', details: expect.objectContaining({ given: 9, currentVersion: 1 }) },
      { code: 'conflict.versionumero', details: { variant: 'new', given: 2 } },
    ]);
    const names = refused.body.errors?.flatMap(({ details = {} }) => Object.keys(details)) ?? [];
    expect(names.filter((name) => !/^[A-Za-z]+$/.test(name))).toEqual([]);
  });

  it('conflict.versionumero: of two transfers with one version one is refused', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    const body = (text: string) => transferOf(learner, opiskeluoikeus({ oid, versionumero: 1, lisätieto: text }));
    const replies = await Promise.all([put(paivi, body('a')), put(paivi, body('b'))]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
    expect(replies.find((reply) => reply.status === 409)?.body).toMatchObject({
      code: 'conflict.versionumero',
      currentVersion: 2,
    });
  });

  it('two transfers of one new study right at the same moment make one study right', async () => {
    for (let round = 0; round < 10; round += 1) {
      const learner = freshLearner();
      const body = transferOf(learner, opiskeluoikeus(freshSource()));
      const replies = await Promise.all([put(paivi, body), put(paivi, body), put(paivi, body)]);
      expect(replies.every((reply) => reply.status === 200 || reply.status === 409)).toBe(true);
      const { body: list } = await paivi.get<{ items: unknown[] }>(`${PATH}/study-rights?learnerOid=${learner}`);
      expect(list.items).toHaveLength(1);
    }
  });

  it('rights: a viewer and a university handler may not transfer, another oppilaitos is not in reach', async () => {
    const body = transferOf(freshLearner(), opiskeluoikeus());
    const foreign = transferOf(freshLearner(), opiskeluoikeus({ oppilaitos: { oid: OTHER_OPPILAITOS } }));
    const replies = [await put(kaisa, body), await put(hanna, body), await put(paivi, foreign)];
    expect(replies.map((reply) => [reply.status, reply.body.code])).toEqual([
      [403, 'platform/forbidden'],
      [403, 'platform/forbidden'],
      [403, 'forbidden.organisaatio'],
    ]);
  });

  const good = opiskeluoikeus();
  it.each<[string, object | string, number, string]>([
    ['malformed JSON', '{"henkilö":', 400, 'platform/malformed-json'],
    ['an unknown field', { ...transferOf(freshLearner(), good), lisää: 1 }, 400, 'platform/validation-failed'],
    ['no study rights', transferOf(freshLearner()), 400, 'badRequest.validation.tyhjäOpiskeluoikeusLista'],
    [
      'a learner oid with a wrong check digit',
      transferOf('1.2.246.562.24.00000000001', good),
      400,
      'badRequest.queryParam.virheellinenHenkilöOid',
    ],
    [
      'an absurd date',
      transferOf(freshLearner(), opiskeluoikeus(periods(period('9999-99-99', 'lasna')))),
      400,
      'badRequest.validation.jsonSchema',
    ],
    ['a NUL', transferOf(freshLearner(), opiskeluoikeus({ x: '\u0000' })), 400, 'platform/validation-failed'],
    [
      'a thousand levels',
      `{"henkilö":{"oid":"${freshLearner()}"},"opiskeluoikeudet":[{"x":${'['.repeat(1000)}${']'.repeat(1000)}}]}`,
      400,
      'badRequest.format.json',
    ],
    [
      'an endless number',
      `{"henkilö":{"oid":"${freshLearner()}"},"opiskeluoikeudet":[{"x":1e999}]}`,
      400,
      'badRequest.format.json',
    ],
    ['300 kB', transferOf(freshLearner(), opiskeluoikeus({ x: 'x'.repeat(300_000) })), 413, 'platform/body-too-large'],
    [
      'korkeakoulutus',
      transferOf(freshLearner(), opiskeluoikeus({ tyyppi: { koodiarvo: 'korkeakoulutus' } })),
      501,
      'notImplemented.readOnly',
    ],
  ])('bad input: %s', async (_, body, status, code) => {
    const refused = await put(paivi, body);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it('of two transfers by event for one person under two oids, sent at the same time, one is refused; the others are stored', async () => {
    const event = 'national.study-right-transferred.v1';
    const people = Array.from({ length: 40 }, () => [freshLearner(), freshLearner()] as const);
    await database('study-rights').query(
      'INSERT INTO learner (oid, master_oid, created_at) SELECT slave, master, now() FROM unnest($1::text[], $2::text[]) AS p (slave, master)',
      [people.map(([, slave]) => slave), people.map(([master]) => master)],
    );
    const others = Array.from({ length: 40 }, () => freshLearner());
    const sent = [...people.flat(), ...others].map((learner) => {
      const one = payload('telma', freshSource());
      return { learner, key: one.lähdejärjestelmänId?.id ?? '', transfer: transferOf(learner, one) };
    });
    await Promise.all(
      sent.map(({ key, transfer }) => publish(event, key, OPPILAITOS, { institutionOid: OPPILAITOS, transfer })),
    );
    const keys = new Set(sent.map(({ key }) => key));
    const answers = await eventually('an answer for each person', async () => {
      const messages = await topicMessages('study-rights.transfer-answer.v1');
      const mine = messages.filter(({ key }) => keys.has(key ?? ''));
      return mine.length >= people.length && mine.map(({ body }) => (body as { errors: { key: string }[] }).errors);
    });
    const { rows } = await eventually('all that is right is stored', async () => {
      const found = await database('study-rights').query<{ learner_oid: string }>(
        'SELECT learner_oid FROM study_right WHERE learner_oid = ANY($1) AND NOT invalidated',
        [sent.map(({ learner }) => learner)],
      );
      return found.rows.length >= people.length + others.length && found;
    });
    const stored = rows.map((row) => row.learner_oid);
    expect(answers.map((errors) => errors.map(({ key }) => key))).toEqual(people.map(() => ['conflict.exists']));
    for (const person of people) expect(stored.filter((oid) => person.includes(oid))).toHaveLength(1);
    expect(stored).toEqual(expect.arrayContaining(others));
    expect(stored).toHaveLength(people.length + others.length);
  });

  it('a poison transfer stops neither the service nor its own key', async () => {
    const learner = freshLearner();
    const payload = opiskeluoikeus(freshSource());
    const key = payload.lähdejärjestelmänId?.id ?? '';
    for (const transfer of [{ opiskeluoikeudet: null }, { henkilö: { oid: '\ud800' } }, transferOf(learner, payload)]) {
      await publish('national.study-right-transferred.v1', key, OPPILAITOS, { institutionOid: OPPILAITOS, transfer });
    }
    const items = await eventually('the good one is stored', async () => {
      const { body } = await paivi.get<{ items: unknown[] }>(`${PATH}/study-rights?learnerOid=${learner}`);
      return body.items.length > 0 && body.items;
    });
    expect(items).toHaveLength(1);
  });
});
