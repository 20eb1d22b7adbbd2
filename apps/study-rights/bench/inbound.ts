import type pg from 'pg';
import { learnerOidOf } from '../src/study-rights/domain/oids.js';
import { cloudEventMessage, KafkaOutsideClient } from '#messaging';
import { until } from '../../../libs/messaging/bench/measuring.js';
import { institutionOf, payloadOf, sourceOf } from './rows.js';

/** Events of one study right: it is created, changed, sent once more as it is, and changed again or refused. */
export const STEPS = 4;
/** The last step of so many study rights is refused: it names a version that is not the current one. */
export const REFUSED_EVERY = 25;
export const REFUSAL_KEY = 'conflict.versionumero';

const LAST_CHANGE = '2030-05-31';
const BATCH = 500;
const FIRST_LEARNER = 5_000_000_000;
const POLL_MS = 250;
/** Above this many learners two runs would share some. */
const MOST_RIGHTS = 1_000_000;

/** Events that were published together; study right k of them has the events k, k + rights, k + 2 rights, …. */
export interface Run {
  readonly name: string;
  readonly rights: number;
  readonly events: number;
}

let runs = 0;

/** Publishes the events of so many study rights, oldest first, so that those of one study right lie far apart. */
export async function publishRun(kafkaBrokers: readonly string[], events: number): Promise<Run> {
  const number = runs++;
  const run = { name: `ajo-${number}`, rights: Math.ceil(events / STEPS), events: Math.ceil(events / STEPS) * STEPS };
  const client = new KafkaOutsideClient(kafkaBrokers);
  try {
    for (let from = 0; from < run.events; from += BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, run.events - from) }, (_, i) =>
        message(run, number, from + i),
      );
      await client.publish(batch);
    }
  } finally {
    await client.close();
  }
  return run;
}

export function eventId(run: Run, e: number): string {
  return `${run.name}-tapahtuma-${String(e).padStart(8, '0')}`;
}

/** Whether the last event of a study right is refused. */
export function isRefused(right: number): boolean {
  return right % REFUSED_EVERY === 0;
}

function message(run: Run, number: number, e: number) {
  const [step, right] = [Math.floor(e / run.rights), e % run.rights];
  const key = sourceId(run, right);
  const institutionOid = institutionOf(right);
  const data = {
    ...payloadOf(right, step > 0),
    lähdejärjestelmänId: sourceOf(key),
    ...(step === 3 && { arvioituPäättymispäivä: LAST_CHANGE }),
    ...(step === 3 && isRefused(right) && { versionumero: 99 }),
  };
  const henkilö = { oid: learnerOidOf(FIRST_LEARNER + number * MOST_RIGHTS + right) };
  return cloudEventMessage(
    'national.study-right-transferred.v1',
    { id: eventId(run, e), source: 'national', key, institutionOid, time: new Date().toISOString() },
    { institutionOid, transfer: { henkilö, opiskeluoikeudet: [data] } },
  );
}

function sourceId(run: Run, right: number): string {
  return `${run.name}-${right}`;
}

/** Events of a run that the service has booked in. */
export async function handled(sql: pg.Pool, run: Run): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM inbox WHERE consumer = 'study-rights' AND message_id BETWEEN $1 AND $2`,
    [eventId(run, 0), eventId(run, run.events - 1)],
  );
  return rows[0]?.n ?? 0;
}

/** Seconds of the service, which has a backlog before it, for the events after the given part of the run. */
export async function secondsFor(sql: pg.Pool, run: Run, afterPart: number, withinMs: number) {
  const [from, to] = [await whenAt(sql, run, afterPart, withinMs), await whenAt(sql, run, 1, withinMs)];
  return { seconds: (to.at - from.at) / 1000, events: to.n - from.n };
}

async function whenAt(sql: pg.Pool, run: Run, part: number, withinMs: number): Promise<{ n: number; at: number }> {
  let n = 0;
  const wanted = Math.floor(run.events * part);
  let lookedAt = 0;
  const arrived = async () => {
    if (performance.now() - lookedAt < POLL_MS) return false;
    n = await handled(sql, run);
    lookedAt = performance.now();
    return n >= wanted;
  };
  await until(`${wanted} events of ${run.events} handled`, arrived, withinMs);
  return { n, at: performance.now() };
}

/** What came of a run, counted in the tables of the service. */
export async function effectsOf(sql: pg.Pool, run: Run): Promise<Record<string, number>> {
  const own = [`${run.name}-%`];
  const count = async (statement: string, values: unknown[] = own) =>
    (await sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${statement}`, values)).rows[0]?.n ?? 0;
  const line = (kind: string) =>
    count(
      `audit_event a JOIN study_right sr ON sr.oid = a.target_id
       WHERE sr.source_id LIKE $1 AND a.action = 'transfer-study-right' AND a.details->>'kind' = $2`,
      [...own, kind],
    );
  const version = (n: number, day: string) =>
    count(`study_right WHERE source_id LIKE $1 AND version = $2 AND data->>'arvioituPäättymispäivä' = $3`, [
      ...[...own, n, day],
    ]);
  const published = (name: string) =>
    count(`outbox o WHERE o.type = $2 AND o.published_at IS NOT NULL AND (o.headers->>'ce_causationid') LIKE $1`, [
      `${run.name}-%`,
      name,
    ]);
  return {
    'booked in': await handled(sql, run),
    created: await line('CREATED'),
    changed: await line('CHANGED'),
    unchanged: await line('UNCHANGED'),
    'in their last version': await version(3, LAST_CHANGE),
    'in the version before the refusal': await version(2, '2029-05-31'),
    'versions in the history': await count(
      `study_right_version v JOIN study_right sr ON sr.oid = v.study_right_oid WHERE sr.source_id LIKE $1`,
    ),
    'changes told to the outside': await published('study-rights.study-right-stored.v1'),
    'refusals told to the outside': await published('study-rights.study-right-transfer-refused.v1'),
    'dead letters': await count('dead_letter WHERE message_id LIKE $1'),
  };
}

/** What has to come of a run. */
export function expectedEffects({ rights, events }: Run): Record<string, number> {
  const refused = Math.ceil(rights / REFUSED_EVERY);
  const changed = 2 * rights - refused;
  return {
    'booked in': events,
    created: rights,
    changed,
    unchanged: rights,
    'in their last version': rights - refused,
    'in the version before the refusal': refused,
    'versions in the history': rights + changed,
    'changes told to the outside': rights + changed,
    'refusals told to the outside': refused,
    'dead letters': 0,
  };
}
