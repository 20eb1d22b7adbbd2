import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { as, database, eventually, type OwnService, stack, startOwnService, untilHealthy } from '#testing';
import {
  KOSKI,
  type KoskiError,
  mitatoija,
  outcome,
  paakayttaja,
  payload,
  tallentaja,
  type Versions,
} from './koski.js';
import { freshLearner, freshSource, PATH, type Problem } from './provider.js';
import { hoks, opiskeluoikeus, OPPILAITOS, suoritus } from './samples.js';

/** The short form; `RACE_ROUNDS=500` is the whole. */
const ROUNDS = Number(process.env['RACE_ROUNDS'] ?? 150);
/** As many as Koski's batch takes. */
const BATCH = 200;
/** Rounds under way at a time: each has a study right of its own. */
const AT_A_TIME = 8;
const LIMIT_MS = 240_000;
const EHOKS = '/ehoks-virkailija-backend/api/v1';

interface Pair {
  readonly oid: string;
  readonly learner: string;
  /** The addresses of the two processes, the one that is asked first in front. */
  readonly urls: readonly [string, string];
}

/** What a study right has come to in the database. */
interface State {
  readonly oid: string;
  readonly version: number;
  readonly invalidated: boolean;
  readonly versions: number;
  readonly live_hoks: number;
}

const db = () => database('study-rights');

/** Two processes of the service with one database and one broker: what one of them locks, the other waits for. */
describe('two instances of the service', () => {
  let second: OwnService;
  beforeAll(async () => {
    second = await startOwnService('study-rights', {});
    await untilHealthy(second, 'ready');
  }, 120_000);
  afterAll(() => second.stop());

  /** Study rights of fresh learners; the two processes take turns in being asked first. */
  async function givenPairs(): Promise<Pair[]> {
    const pairs: Pair[] = [];
    while (pairs.length < ROUNDS) {
      const bodies = Array.from({ length: Math.min(BATCH, ROUNDS - pairs.length) }, () => ({
        henkilö: { oid: freshLearner() },
        opiskeluoikeudet: [payload('telma')],
      }));
      const reply = await tallentaja.put<Versions[]>(`${KOSKI}/oppija/batch`, bodies);
      if (reply.status !== 200) throw new Error(`No study rights: ${JSON.stringify(reply.body)}`);
      for (const { henkilö, opiskeluoikeudet } of reply.body) {
        const urls = [stack().serviceUrls['study-rights'], second.url];
        const [first = '', other = ''] = pairs.length % 2 === 0 ? urls : urls.reverse();
        pairs.push({ oid: opiskeluoikeudet[0]?.oid ?? '', learner: henkilö.oid, urls: [first, other] });
      }
    }
    return pairs;
  }

  it(
    `[R160] [R161] HOKS create × invalidate, ${ROUNDS} rounds: the one or the other, never both`,
    async () => {
      const paivi = await as('paivi');
      const pairs = await givenPairs();
      const outcomes = await inLanes(pairs, async ({ oid, learner, urls: [one, other] }, n) => {
        const create = () => paivi.post<Problem>(`${one}${PATH}/hoks`, hoks(oid, learner));
        const invalidate = () => mitatoija.delete(`${other}${KOSKI}/opiskeluoikeus/${oid}?syy=WRONG_TYPE`);
        const [created, invalidated] = await atOnce(n, create, invalidate);
        return answersAsText([created.status, created.body.code], outcome(invalidated));
      });
      const states = await statesOf(pairs);
      for (const [n, { oid }] of pairs.entries()) {
        const state = states.get(oid);
        if (outcomes[n] === HOKS_FIRST) {
          expect(state).toEqual({ oid, version: 1, invalidated: false, versions: 1, live_hoks: 1 });
        } else {
          expect([n, outcomes[n]]).toEqual([n, INVALIDATION_FIRST]);
          expect(state).toEqual({ oid, version: 2, invalidated: true, versions: 2, live_hoks: 0 });
        }
      }
      expect(new Set(outcomes)).toEqual(new Set([HOKS_FIRST, INVALIDATION_FIRST]));
    },
    LIMIT_MS,
  );

  it(
    `[R160] undo-delete × invalidate, ${ROUNDS} rounds: the one or the other, never both`,
    async () => {
      const pairs = await givenPairs();
      const ids = await givenDeletedHokses(pairs);
      const outcomes = await inLanes(pairs, async ({ oid, urls: [one, other] }, n) => {
        const path = `${EHOKS}/hoks/${ids.get(oid)}/undo-shallow-delete`;
        const undo = () => paakayttaja.patch<{ code?: string }>(`${one}${path}`);
        const invalidate = () => mitatoija.delete(`${other}${KOSKI}/opiskeluoikeus/${oid}?syy=WRONG_TYPE`);
        const [undone, invalidated] = await atOnce(n, undo, invalidate);
        return answersAsText([undone.status, undone.body.code], outcome(invalidated));
      });
      const states = await statesOf(pairs);
      for (const [n, { oid }] of pairs.entries()) {
        const state = states.get(oid);
        if (outcomes[n] === UNDO_FIRST) {
          expect(state).toEqual({ oid, version: 1, invalidated: false, versions: 1, live_hoks: 1 });
        } else {
          expect([n, outcomes[n]]).toEqual([n, INVALIDATION_FIRST]);
          expect(state).toEqual({ oid, version: 2, invalidated: true, versions: 2, live_hoks: 0 });
        }
      }
      expect(new Set(outcomes)).toEqual(new Set([UNDO_FIRST, INVALIDATION_FIRST]));
    },
    LIMIT_MS,
  );

  it(
    `conflict.versionumero: two transfers with one version, ${ROUNDS} rounds: one is stored, the other refused`,
    async () => {
      const pairs = await givenPairs();
      const transfer = (url: string, { oid, learner }: Pair) =>
        tallentaja.put<Versions & readonly KoskiError[]>(`${url}${KOSKI}/oppija`, {
          henkilö: { oid: learner },
          opiskeluoikeudet: [payload('telma', { oid, versionumero: 1, kirjoittaja: url })],
        });
      const winners = await inLanes(pairs, async (pair, n) => {
        const [one, other] = pair.urls;
        const replies = await atOnce(
          n,
          () => transfer(one, pair),
          () => transfer(other, pair),
        );
        const stored = replies.findIndex(({ status }) => status === 200);
        const [winner, loser] = stored === 0 ? replies : [...replies].reverse();
        expect([winner?.status, winner?.body.opiskeluoikeudet[0]?.versionumero]).toEqual([200, 2]);
        expect(loser && outcome(loser)).toEqual([409, ['conflict.versionumero']]);
        return pair.urls[stored] ?? '';
      });
      const states = await statesOf(pairs);
      const { rows } = await db().query<{ oid: string; writer: string }>(
        `SELECT oid, data->>'kirjoittaja' AS writer FROM study_right WHERE oid = ANY ($1)`,
        [pairs.map(({ oid }) => oid)],
      );
      const writers = new Map(rows.map(({ oid, writer }) => [oid, writer]));
      for (const [n, { oid }] of pairs.entries()) {
        expect(states.get(oid)).toEqual({ oid, version: 2, invalidated: false, versions: 2, live_hoks: 0 });
        expect(writers.get(oid)).toBe(winners[n]);
      }
      expect(new Set(winners)).toEqual(new Set([stack().serviceUrls['study-rights'], second.url]));
    },
    LIMIT_MS,
  );

  it(
    `[R161] a link to it × invalidate, ${ROUNDS} rounds: linked while it stood, or eiLöydy; never after its invalidation was published`,
    async () => {
      const pairs = await givenPairs();
      const outcomes = await inLanes(pairs, async ({ oid, learner, urls: [one, other] }, n) => {
        // Of another oppilaitos: what is linked is no candidate of this transfer, and only the link's lock holds it.
        const link = { sisältyyOpiskeluoikeuteen: { oppilaitos: { oid: OPPILAITOS }, oid } };
        const contained = payload('telma', { oppilaitos: { oid: ANOTHER_OPPILAITOS }, ...link });
        const store = () =>
          paakayttaja.put<Versions & readonly KoskiError[]>(`${one}${KOSKI}/oppija`, {
            henkilö: { oid: learner },
            opiskeluoikeudet: [contained],
          });
        const invalidate = () => mitatoija.delete(`${other}${KOSKI}/opiskeluoikeus/${oid}?syy=WRONG_TYPE`);
        const [stored, invalidated] = await atOnce(n, store, invalidate);
        return answersAsText(outcome(stored), outcome(invalidated));
      });
      const { rows } = await db().query<{ oid: string; linked: boolean; in_order: boolean }>(EVENTS_OF_LINKS, [
        pairs.map(({ oid }) => oid),
      ]);
      const links = new Map(rows.map((row) => [row.oid, row]));
      for (const [n, { oid }] of pairs.entries()) {
        const { linked, in_order } = links.get(oid) ?? {};
        if (outcomes[n] === LINK_FIRST) {
          expect([n, linked, in_order]).toEqual([n, true, true]);
        } else {
          expect([n, outcomes[n], linked]).toEqual([n, LINK_TOO_LATE, false]);
        }
      }
      expect(new Set(outcomes)).toEqual(new Set([LINK_FIRST, LINK_TOO_LATE]));
    },
    LIMIT_MS,
  );

  it(
    `[R172] ${ROUNDS} surveys of two HOKSes a learner, both processes at it: one for each learner, published once`,
    async () => {
      const paivi = await as('paivi');
      const learners = Array.from({ length: ROUNDS }, () => freshLearner());
      const rights = await givenQualifications(learners);
      // Nothing is decided on before all of it is due.
      const holder = await db().connect();
      await holder.query(`SELECT pg_advisory_lock(${JOB_LOCK})`);
      try {
        await inLanes(rights, async ({ oid, learner }, n) => {
          const url = n % 2 === 0 ? stack().serviceUrls['study-rights'] : second.url;
          expect((await paivi.post(`${url}${PATH}/hoks`, hoks(oid, learner))).status).toBe(201);
        });
        expect(await waitingOf(rights)).toBe(rights.length);
      } finally {
        await holder.query(`SELECT pg_advisory_unlock(${JOB_LOCK})`);
        holder.release();
      }
      await eventually('nothing is left to decide', async () => (await waitingOf(rights)) === 0, LIMIT_MS / 2);
      for (const table of ['outbox', 'audit'] as const) {
        const { rows } = await db().query<{ learner: string }>(TRACES_OF_SURVEYS[table], [learners]);
        expect([table, rows.map(({ learner }) => learner)]).toEqual([table, [...learners].sort()]);
      }
    },
    LIMIT_MS,
  );
});

/** The named lock of the job (hoks-feedback.repository.ts). */
const JOB_LOCK = `hashtextextended('decide-feedback-on-trigger-date', 0)`;
const TRACES_OF_SURVEYS = {
  outbox: `SELECT payload->>'learnerId' AS learner FROM outbox
    WHERE type = 'study-rights.feedback-decided.v1' AND payload->>'learnerId' = ANY ($1) ORDER BY 1`,
  audit: `SELECT subject_person_id AS learner FROM audit_event
    WHERE action = 'trigger-feedback' AND subject_person_id = ANY ($1) ORDER BY 1`,
};

const ANOTHER_OPPILAITOS = '1.2.246.562.10.40000000004';
/** Whether something contained in the study right was stored, and published before the invalidation of the study right. */
const EVENTS_OF_LINKS = `SELECT sr.oid, contained.seq IS NOT NULL AS linked, contained.seq < invalidated.seq AS in_order
  FROM study_right sr
  JOIN outbox invalidated
    ON invalidated.aggregateid = sr.oid AND invalidated.type = 'study-rights.study-right-invalidated.v1'
  LEFT JOIN study_right child ON child.data->'sisältyyOpiskeluoikeuteen'->>'oid' = sr.oid
  LEFT JOIN outbox contained
    ON contained.aggregateid = child.oid AND contained.type = 'study-rights.study-right-stored.v1'
  WHERE sr.oid = ANY ($1)`;

/** Two vocational study rights for each learner, of different qualifications. */
async function givenQualifications(learners: readonly string[]): Promise<{ oid: string; learner: string }[]> {
  const bodies = learners.map((oid) => ({
    henkilö: { oid },
    opiskeluoikeudet: ['361902', '371101'].map((qualification) =>
      opiskeluoikeus({ ...freshSource(), suoritukset: [suoritus(qualification)] }),
    ),
  }));
  const stored: { oid: string; learner: string }[] = [];
  for (let from = 0; from < bodies.length; from += BATCH) {
    const reply = await tallentaja.put<Versions[]>(`${KOSKI}/oppija/batch`, bodies.slice(from, from + BATCH));
    if (reply.status !== 200) throw new Error(`No study rights: ${JSON.stringify(reply.body)}`);
    for (const { henkilö, opiskeluoikeudet } of reply.body) {
      stored.push(...opiskeluoikeudet.map(({ oid }) => ({ oid, learner: henkilö.oid })));
    }
  }
  return stored;
}

/** How many surveys of the study rights' HOKSes the job has still to decide on. */
async function waitingOf(rights: readonly { oid: string }[]): Promise<number> {
  const { rows } = await db().query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM hoks_feedback f JOIN hoks h ON h.id = f.hoks_id
     WHERE h.study_right_oid = ANY ($1) AND f.decide_at IS NOT NULL`,
    [rights.map(({ oid }) => oid)],
  );
  return rows[0]?.waiting ?? 0;
}

const HOKS_FIRST = answersAsText([201, undefined], [409, ['conflict.hoksExists']]);
const INVALIDATION_FIRST = answersAsText([400, 'hoks/study-right-not-found'], [200, []]);
const LINK_FIRST = answersAsText([200, []], [200, []]);
const LINK_TOO_LATE = answersAsText([400, ['badRequest.validation.sisältäväOpiskeluoikeus.eiLöydy']], [200, []]);
const UNDO_FIRST = answersAsText([200, undefined], [409, ['conflict.hoksExists']]);

function answersAsText(...answers: unknown[]): string {
  return JSON.stringify(answers);
}

/** Sends both requests before either is answered; which of them goes out first changes from round to round. */
async function atOnce<A, B>(n: number, one: () => Promise<A>, other: () => Promise<B>): Promise<[A, B]> {
  if (Math.floor(n / 2) % 2 === 0) return Promise.all([one(), other()]);
  const late = other();
  return Promise.all([one(), late]);
}

/** Does the work for each item, some at a time. @returns the results in the order of the items */
async function inLanes<T, R>(items: readonly T[], work: (item: T, n: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < items.length; n = next++) results[n] = await work(items[n] as T, n);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  return results;
}

/** A HOKS for each study right, stored and softly deleted again in the past. @returns ids by study right */
async function givenDeletedHokses(pairs: readonly Pair[]): Promise<Map<string, number>> {
  const { rows } = await db().query<{ oid: string; id: number }>(
    `INSERT INTO hoks (institution_oid, study_right_oid, learner_oid, data, created_at, created_by, deleted_at, deleted_by)
     SELECT $1, pair.oid, pair.learner, pair.data, now(), 'testi', now(), 'testi'
     FROM unnest($2::text[], $3::text[], $4::jsonb[]) AS pair (oid, learner, data) RETURNING study_right_oid AS oid, id`,
    [
      OPPILAITOS,
      pairs.map(({ oid }) => oid),
      pairs.map(({ learner }) => learner),
      pairs.map(({ oid, learner }) => JSON.stringify(hoks(oid, learner))),
    ],
  );
  return new Map(rows.map(({ oid, id }) => [oid, id]));
}

async function statesOf(pairs: readonly Pair[]): Promise<Map<string, State>> {
  const { rows } = await db().query<State>(
    `SELECT sr.oid, sr.version, sr.invalidated,
       (SELECT count(*)::int FROM study_right_version v WHERE v.study_right_oid = sr.oid) AS versions,
       (SELECT count(*)::int FROM hoks h WHERE h.study_right_oid = sr.oid AND h.deleted_at IS NULL) AS live_hoks
     FROM study_right sr WHERE sr.oid = ANY ($1)`,
    [pairs.map(({ oid }) => oid)],
  );
  return new Map(rows.map((row) => [row.oid, row]));
}
