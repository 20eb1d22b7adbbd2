import { readdirSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { type ServiceName, SERVICES } from '#contracts';
import type { Change, Consumed, Effect, Evidence, Fault, OutboxRow, Reminder, TopicRecord } from './evidence.js';
import { consumptionByService, namesFollowed } from '../../scripts/check/consumption.js';
import type { Operation } from './history.js';
import type { Pools } from './pools.js';
import { disagreementsOf } from './reconciliation.js';

/** Notes the order and the time in which messages are booked in, beside the inbox, which knows only the day. */
export const CONSUMED_TRIGGER_SQL = `
  CREATE TABLE chaos_consumed (
    n bigint GENERATED ALWAYS AS IDENTITY, message_id text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
  CREATE FUNCTION chaos_note() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN INSERT INTO chaos_consumed (message_id) VALUES (NEW.message_id); RETURN NEW; END $$;
  CREATE TRIGGER chaos_note AFTER INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION chaos_note()`;

/** Which events each service copies or reacts to. */
export async function eventsFollowed(root: string): Promise<Map<ServiceName, ReadonlySet<string>>> {
  const files = readdirSync(path.join(root, 'apps'), { recursive: true, encoding: 'utf8' });
  return namesFollowed(await consumptionByService(files.map((file) => `apps/${file.replaceAll('\\', '/')}`)));
}

/** Whether nothing is in flight: all outboxes published, every message with a reaction booked in or given up. */
export async function atRest(
  pools: Pools,
  records: readonly TopicRecord[],
  reactions: ReadonlyMap<ServiceName, ReadonlySet<string>>,
): Promise<string | undefined> {
  for (const service of SERVICES) {
    const { rows } = await pools[service].query<{ n: number }>(
      'SELECT count(*)::int AS n FROM outbox WHERE published_at IS NULL',
    );
    if (rows[0]?.n !== 0) return `${rows[0]?.n} rows wait in the outbox of ${service}`;
  }
  const inbox = await inboxes(pools);
  const given = new Set(records.flatMap(({ id, deadLetter }) => (deadLetter ? [`${deadLetter.consumer} ${id}`] : [])));
  for (const [service, names] of reactions) {
    const waiting = records.filter(
      ({ id, name, deadLetter }) =>
        !deadLetter && id && names.has(name) && !inbox.get(service)?.has(id) && !given.has(`${service} ${id}`),
    );
    if (waiting.length > 0) return `${waiting.length} messages wait for ${service}`;
  }
  const { rows } = await pools.notifications.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM message WHERE channel = 'EMAIL' AND state IN ('READY', 'PENDING')`,
  );
  return rows[0]?.n === 0 ? undefined : `${rows[0]?.n} e-mails wait to go out`;
}

/** All evidence for the checker, read when the system is at rest. */
export async function collect(run: {
  pools: Pools;
  records: readonly TopicRecord[];
  operations: readonly Operation[];
  faults: readonly Fault[];
  reactions: ReadonlyMap<ServiceName, ReadonlySet<string>>;
  mails: readonly string[];
  quiet: boolean;
}): Promise<Evidence> {
  const { pools, records, operations, faults, reactions, quiet } = run;
  const events = records.filter(({ deadLetter }) => !deadLetter);
  const outbox = (await Promise.all(SERVICES.map(async (service) => outboxOf(service, pools[service])))).flat();
  const reconciled = await disagreementsOf(pools, events, faults);
  return {
    ...{ operations, faults, reactions, quiet, outbox },
    records: events,
    deadLetters: records.filter(({ deadLetter }) => deadLetter),
    changes: await changesIn(pools),
    inbox: await inboxes(pools),
    consumed: (await Promise.all(SERVICES.map(async (service) => consumedBy(service, pools[service])))).flat(),
    effects: await effectsIn(pools, outbox, events),
    reminders: await remindersIn(pools, events, faults, run.mails),
    ...reconciled,
    missingResults: await missingResults(pools, operations, new Set(events.map(({ id }) => id))),
  };
}

async function inboxes(pools: Pools): Promise<Map<ServiceName, ReadonlySet<string>>> {
  const entries = SERVICES.map(async (service) => {
    const { rows } = await pools[service].query<{ message_id: string }>('SELECT message_id FROM inbox');
    return [service, new Set(rows.map((row) => row.message_id))] as const;
  });
  return new Map(await Promise.all(entries));
}

async function outboxOf(service: ServiceName, pool: pg.Pool): Promise<OutboxRow[]> {
  const { rows } = await pool.query<Record<string, never>>(
    `SELECT seq::float8 AS seq, id, topic, aggregateid AS key, type AS name, headers ->> 'ce_causationid' AS causation,
            occurred_at, published_at, set_aside_reason IS NOT NULL AS set_aside, payload AS body
       FROM outbox ORDER BY seq`,
  );
  return (rows as unknown as (OutboxRow & { occurred_at: Date; published_at: Date | null; set_aside: boolean })[]).map(
    ({ occurred_at, published_at, set_aside, ...row }) => ({
      ...row,
      service,
      occurredAt: occurred_at.getTime(),
      publishedAt: published_at?.getTime() ?? null,
      setAside: set_aside,
    }),
  );
}

async function consumedBy(consumer: ServiceName, pool: pg.Pool): Promise<Consumed[]> {
  const { rows } = await pool.query<{ n: number; message_id: string; at: Date }>(
    'SELECT n::int AS n, message_id, at FROM chaos_consumed ORDER BY n',
  );
  return rows.map(({ n, message_id: id, at }) => ({ consumer, n, id, at: at.getTime() }));
}

/** The changes in the tables that have to be announced, a line each; see `announcementOf`. */
const CHANGES: Readonly<Record<ServiceName, string>> = {
  // Drafts are private: the first published version is that of the submission.
  applications: `SELECT 'application/' || id || '/v' || v AS change FROM application, generate_series(2, version) AS v
                  WHERE submitted_at IS NOT NULL`,
  decisions: `SELECT 'decision/' || id || '/proposed' AS change FROM decision
     UNION ALL SELECT 'decision/' || id || '/final' FROM decision WHERE state IN ('FINAL', 'RECORDED')
     UNION ALL SELECT 'decision/' || id || '/void' FROM decision WHERE state = 'VOID'
     UNION ALL SELECT 'decision/' || id || '/recorded' FROM decision WHERE state = 'RECORDED'
     UNION ALL SELECT 'precedent/' || bank_key || '/released' FROM decision WHERE bank_key IS NOT NULL
     UNION ALL SELECT 'attainment/' || id FROM attainment`,
  'recognition-bank': `SELECT 'precedent/' || bank_key || '/filed' AS change FROM precedent`,
  notifications: `SELECT 'message/' || id AS change FROM message WHERE state = 'DELIVERED'`,
  // Of a higher-education study right only the newest version is kept; the audit log knows the earlier ones.
  'study-rights': `SELECT 'study-right/' || study_right_oid || '/v' || version AS change FROM study_right_version
     UNION ALL SELECT 'study-right/' || target_id || '/v' || (details ->> 'version') FROM audit_event
                WHERE action = 'store-higher-education-study-right'
     UNION ALL SELECT 'hoks/' || id || '/stored' FROM hoks
     UNION ALL SELECT 'hoks/' || id || '/deleted' FROM hoks WHERE deleted_at IS NOT NULL
     UNION ALL SELECT 'hoks/' || hoks_id || '/' || survey FROM hoks_feedback WHERE sent_at IS NOT NULL
     UNION ALL SELECT 'study-right/' || study_right_oid || '/invalidation-refused' FROM invalidation_refusal`,
};

async function changesIn(pools: Pools): Promise<Change[]> {
  const found = SERVICES.map(async (service) => {
    const { rows } = await pools[service].query<{ change: string }>(CHANGES[service]);
    return rows.map(({ change }) => ({ service, change }));
  });
  return (await Promise.all(found)).flat();
}

async function effectsIn(
  pools: Pools,
  outbox: readonly OutboxRow[],
  records: readonly TopicRecord[],
): Promise<Effect[]> {
  const counts = new Map<string, Effect>();
  const add = (consumer: ServiceName, id: string, count: number) => {
    const before = counts.get(`${consumer} ${id}`)?.count ?? 0;
    counts.set(`${consumer} ${id}`, { consumer, id, count: before + count });
  };
  for (const { service, causation } of outbox) {
    if (causation !== null && service !== 'notifications') add(service, causation, 1);
  }
  const messages = await pools.notifications.query<{ id: string; n: number }>(
    'SELECT event_id AS id, count(*)::int AS n FROM message GROUP BY 1',
  );
  for (const { id, n } of messages.rows) add('notifications', id, n);
  // Anonymous: nothing but the bank key leads from the message to its precedent.
  const precedents = await pools['recognition-bank'].query<{ id: string; n: number }>(
    'SELECT bank_key::text AS id, count(*)::int AS n FROM precedent GROUP BY 1',
  );
  const filed = new Map(precedents.rows.map(({ id, n }) => [id, n]));
  const released = new Map(
    records.filter(({ name }) => name === 'decisions.precedent-released.v1').map(({ id, key }) => [id, key]),
  );
  for (const [id, bankKey] of released) add('recognition-bank', id, filed.get(bankKey) ?? 0);
  return [...counts.values()];
}

async function remindersIn(
  pools: Pools,
  records: readonly TopicRecord[],
  faults: readonly Fault[],
  mails: readonly string[],
): Promise<Reminder[]> {
  const { rows } = await pools.notifications.query<{ id: string; event_id: string; state: string }>(
    `SELECT id, event_id, state FROM message WHERE channel = 'EMAIL' AND state <> 'SKIPPED'`,
  );
  const seenAt = new Map(records.filter(({ injected }) => !injected).map((record) => [record.id, record.seenAt]));
  const jumps = faults.filter(({ kind }) => kind === 'clock-jumps');
  return rows.map(({ id, event_id: event, state }) => {
    const at = seenAt.get(event) ?? 0;
    return {
      ...{ messageId: id, state, received: mails.filter((mail) => mail.includes(id)).length },
      duringClockJumps: jumps.some(({ from, to }) => at >= from && at < to),
    };
  });
}

/** For each kind of operation that succeeded: the query that finds its result by the operation's subject. */
const RESULTS: Readonly<Record<string, readonly [service: ServiceName, sql: string]>> = {
  'submit-application': ['applications', `SELECT id::text AS subject FROM application WHERE submitted_at IS NOT NULL`],
  'cancel-application': [
    'applications',
    `SELECT application_id::text AS subject FROM application_part WHERE state = 'CANCELLED'`,
  ],
  'record-recognition': ['decisions', `SELECT id::text AS subject FROM decision WHERE state = 'RECORDED'`],
  'transfer-study-right': ['study-rights', `SELECT source_id AS subject FROM study_right`],
  'create-hoks': ['study-rights', `SELECT study_right_oid AS subject FROM hoks`],
  'delete-hoks': ['study-rights', `SELECT id::text AS subject FROM hoks WHERE deleted_at IS NOT NULL`],
  'invalidate-study-right': ['study-rights', `SELECT oid AS subject FROM study_right WHERE invalidated`],
};

async function missingResults(
  pools: Pools,
  operations: readonly Operation[],
  published: ReadonlySet<string>,
): Promise<string[]> {
  const missing: string[] = [];
  for (const [kind, [service, sql]] of Object.entries(RESULTS)) {
    const { rows } = await pools[service].query<{ subject: string }>(sql);
    const there = new Set(rows.map(({ subject }) => subject));
    const done = operations.filter((operation) => operation.kind === kind && operation.outcome === 'ok');
    missing.push(
      ...done
        .filter(({ subject }) => !there.has(subject))
        .map(({ subject }) => `${kind} of ${subject} was answered with success and is not there`),
    );
  }
  const sent = operations.filter(({ at, outcome }) => at === 'kafka' && outcome === 'ok');
  missing.push(
    ...sent
      .filter(({ subject }) => !published.has(subject))
      .map(({ subject }) => `message ${subject} was acknowledged and is not on its topic`),
  );
  return missing;
}
