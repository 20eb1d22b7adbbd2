import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, eventually, publish, readTopic, topicMessages } from '#testing';
import { freshLearner, freshSource, givenHoks, givenStudyRight, PATH, transferOf } from './provider.js';
import { hoks, invalidatingPeriod, opiskeluoikeus, OPPILAITOS, period, periods } from './samples.js';

const UNIVERSITY = '1.2.246.562.10.10000000001';
const [MORNING, NOON] = ['2026-03-02T08:00:00Z', '2026-03-02T12:00:00Z'];

interface Answer {
  readonly transferEventId?: string;
  readonly hoksEventId?: string;
  readonly errors: { key: string; message: string }[];
}

/** Clients of others choose partitions by their own rule, so that two events of one key can change places (ADR 29). */
describe('an event that is older, by its sender’s own time, than what was followed', () => {
  let paivi: Client;
  beforeAll(async () => {
    paivi = await as('paivi');
  });

  const transfer = async (learner: string, payload: ReturnType<typeof opiskeluoikeus>, time: string) => {
    const id = randomUUID();
    // A key of its own: in any partition the order is that of sending here.
    const key = payload.lähdejärjestelmänId?.id ?? '';
    const body = { institutionOid: OPPILAITOS, transfer: transferOf(learner, payload) };
    await publish('national.study-right-transferred.v1', key, OPPILAITOS, body, { id, time });
    return id;
  };
  const answerTo = async (topic: string, id: string) =>
    (await readTopic<Answer>(topic, ({ body }) => (body.transferEventId ?? body.hoksEventId) === id)).body;
  const publishedOf = async (sourceId: string, count: number) =>
    eventually(`${count} facts of the study right`, async () => {
      const messages = await topicMessages('study-rights.study-right.v1');
      const own = messages.find(({ body }) => (body as { sourceId?: string }).sourceId === sourceId);
      const mine = messages.filter(({ key }) => own !== undefined && key === own.key);
      return mine.length >= count && mine.map(({ key, body }) => ({ key, body }));
    });

  it('an older lasna does not make an ended study right live again: it is answered', async () => {
    const [learner, source] = [freshLearner(), freshSource()];
    const live = opiskeluoikeus(source);
    const ended = opiskeluoikeus({
      ...source,
      ...periods(period('2026-01-10', 'lasna'), period('2026-03-01', 'eronnut')),
    });
    const sourceId = source.lähdejärjestelmänId?.id ?? '';
    await transfer(learner, live, MORNING);
    await transfer(learner, ended, NOON);
    const late = await transfer(learner, live, '2026-03-02T09:00:00Z');
    const { errors } = await answerTo('study-rights.transfer-answer.v1', late);
    expect(errors.map(({ key }) => key)).toEqual(['conflict.vanhempiTapahtuma']);
    const facts = await publishedOf(sourceId, 2);
    expect(facts.map(({ body }) => body)).toMatchObject([{ live: true }, { live: false, state: 'eronnut' }]);
    const read = await paivi.get<object>(`${PATH}/study-rights/${facts[0]?.key ?? ''}`);
    expect(read.body).toMatchObject({ versionumero: 2 });
    // What is newer, and what is as old as the last one, goes on.
    await transfer(learner, live, NOON);
    expect((await publishedOf(sourceId, 3)).at(-1)?.body).toMatchObject({ live: true });
  });

  it('nor does it create anew what was invalidated meanwhile', async () => {
    const [learner, source] = [freshLearner(), freshSource()];
    const sourceId = source.lähdejärjestelmänId?.id ?? '';
    await transfer(learner, opiskeluoikeus(source), MORNING);
    const wrong = opiskeluoikeus({
      ...source,
      ...periods(period('2026-08-10', 'lasna'), invalidatingPeriod('2026-11-01', 'WRONG_TYPE')),
    });
    await transfer(learner, wrong, NOON);
    const late = await transfer(learner, opiskeluoikeus(source), '2026-03-02T09:00:00Z');
    const { errors } = await answerTo('study-rights.transfer-answer.v1', late);
    expect(errors.map(({ key }) => key)).toEqual(['conflict.vanhempiTapahtuma']);
    expect(await publishedOf(sourceId, 2)).toHaveLength(2);
  });

  it('a sender whose clock is a year ahead is not shut out when it is set right', async () => {
    const [learner, source] = [freshLearner(), freshSource()];
    const sourceId = source.lähdejärjestelmänId?.id ?? '';
    await transfer(learner, opiskeluoikeus(source), new Date(Date.now() + 365 * 86_400_000).toISOString());
    await publishedOf(sourceId, 1);
    const ended = opiskeluoikeus({
      ...source,
      ...periods(period('2026-01-10', 'lasna'), period('2026-03-01', 'eronnut')),
    });
    await transfer(learner, ended, new Date().toISOString());
    expect((await publishedOf(sourceId, 2)).at(-1)?.body).toMatchObject({ live: false });
  });

  it('[R157] hoks/older-than-stored: an older HOKS does not replace a newer one', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    const hoksId = await givenHoks(paivi, { oid, learner });
    const send = async (sahkoposti: string, time: string) => {
      const id = randomUUID();
      const body = {
        institutionOid: OPPILAITOS,
        operation: 'REPLACE' as const,
        hoks: { ...hoks(oid, learner), sahkoposti },
      };
      await publish('national.hoks-sent.v1', oid, OPPILAITOS, body, { id, time });
      return id;
    };
    await send('uusi@kallio.example', NOON);
    const late = await send('vanha@kallio.example', MORNING);
    const { errors } = await answerTo('study-rights.hoks-answer.v1', late);
    expect(errors.map(({ key }) => key)).toEqual(['hoks/older-than-stored']);
    const read = await paivi.get<{ sahkoposti?: string }>(`${PATH}/hoks/${hoksId}`);
    expect(read.body.sahkoposti).toBe('uusi@kallio.example');
  });

  it('[R60] an older VIRTA record is answered with its line, the same again is not', async () => {
    const studyRightId = randomUUID();
    const file = fileURLToPath(new URL('virta/virta-opiskelija.xml', import.meta.url));
    const xml = readFileSync(file, 'utf8').replaceAll('3d1f6a52-7c1e-4d3a-9a52-0a4f3c2b1e00', studyRightId);
    const changed = xml.replace('<Koodi>2</Koodi>', '<Koodi>7</Koodi>');
    const ids: string[] = [];
    for (const [text, time] of [
      [xml, MORNING],
      [changed, NOON],
      [changed, MORNING],
      [xml, MORNING],
    ] as const) {
      const id = randomUUID();
      await publish(
        'national.virta-study-rights-sent.v1',
        UNIVERSITY,
        UNIVERSITY,
        { institutionOid: UNIVERSITY, xml: text },
        { id, time },
      );
      ids.push(id);
    }
    const { errors } = await answerTo('study-rights.virta-answer.v1', ids[3] ?? '');
    expect(errors).toMatchObject([{ key: 'conflict.vanhempiTapahtuma', line: expect.any(Number) }]);
    const answers = await topicMessages('study-rights.virta-answer.v1');
    const mine = answers.filter(({ body }) => ids.includes((body as Answer).transferEventId ?? ''));
    expect(mine).toHaveLength(1);
  });
});
