import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import {
  keyFieldsOf,
  MAX_BODY_BYTES,
  recordKeyOf,
  type ServiceName,
  topicOf,
  versionsOf,
  violationsOf,
} from '#contracts';
import { type Clock, columnsOf, currentTrace, type Hint, isStalePlan, posted } from '#platform';
import { type Note, notesOf, type WatchedChanges } from './changes/watched-changes.js';
import { cloudEventHeaders } from './cloud-events.js';
import { committed } from './committed.js';
import { crashPoint } from './crash-point.js';
import type { NewEvent } from './events.js';
import { PROCESS_TIME, type Time } from './time.js';

/** One database transaction: everything done through it happens together or not at all. */
export interface Transaction {
  readonly sql: EntityManager;
  /**
   * Adds events to the outbox; they are written together when the work is done, just before the commit. Lock the row
   * behind the key first: lock order is event order.
   */
  append(...events: readonly NewEvent[]): Promise<void>;
  /** Those who watch what has changed get a hint after the commit; for changes that no event of the service speaks of. */
  changed(institutionOid: string, hint: Hint): void;
}

/** @param causedBy the same transaction for work that has several causes: what it appends names this one */
export type Work<T> = (tx: Transaction, causedBy: (messageId: string) => Transaction) => Promise<T>;

/** Gets notified that new outbox rows have been committed. */
export interface OutboxWaker {
  wake(): void;
}

/** How those who watch get to know of changes. */
export interface Watched {
  readonly changes: WatchedChanges;
  send(notes: readonly Note[]): void;
}

const RETRIES = 5;
const RETRYABLE = new Set(['40001', '40P01']);

/**
 * Before the rows get their numbers, each key is locked until the commit, in one order for all. So the numbers of a key grow
 * in the order of the commits, also where no row stands behind the key or several transactions lock different ones:
 * consumers drop what has a lower number than they know (docs/adr/0028). Nothing is locked after it. Keys share 2048 locks:
 * a transaction may append events of hundreds of keys, and all transactions of a server share one table of locks.
 */
const INSERT = {
  name: 'outbox-insert',
  text: `
  INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, topic, headers, institution_oid, occurred_at)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::jsonb[], $8::text[], $9::timestamptz[])
   WHERE (SELECT count(pg_advisory_xact_lock(hashtext('outbox'), key))
            FROM (SELECT DISTINCT hashtext(topic || ' ' || aggregateid) & 2047 AS key
                    FROM unnest($6::text[], $3::text[]) AS appended (topic, aggregateid) ORDER BY key) AS keys) > 0`,
};

/** Opens transactions of one service; wakes the outbox relay after each commit that appended events. */
export class UnitOfWork {
  /** How the wait before a repetition passes. */
  time: Time = PROCESS_TIME;

  constructor(
    private readonly dataSource: DataSource,
    private readonly service: ServiceName,
    private readonly clock: Clock,
    private readonly relay: OutboxWaker,
    private readonly watched?: Watched,
  ) {}

  /**
   * Runs `work` in a READ COMMITTED transaction, again when PostgreSQL reports a serialization failure or a deadlock.
   * That level is PostgreSQL's own default: to name it would cost each transaction one more round trip.
   * @param causationId id of the message that causes the work, if any
   */
  async run<T>(work: Work<T>, causationId?: string): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work, causationId);
      } catch (error) {
        // A statement whose plan a migration has made stale has a new name the next time.
        if (attempt >= RETRIES || !(RETRYABLE.has(sqlState(error)) || isStalePlan(error))) throw error;
        await this.time.wait(Math.random() * 20 * attempt);
      }
    }
  }

  /** For reads: same connection pool, no events. */
  async read<T>(work: (sql: EntityManager) => Promise<T>): Promise<T> {
    return work(this.dataSource.manager);
  }

  private async once<T>(work: Work<T>, causationId?: string): Promise<T> {
    const rows: unknown[][] = [];
    const notes: Note[] = [];
    const result = await committed(this.dataSource, async (sql) => {
      const causedBy = (messageId: string | undefined): Transaction => ({
        sql,
        append: async (...events) => {
          rows.push(...rowsOf(events, { source: this.service, now: this.clock.now(), messageId }));
          notes.push(...events.flatMap((event) => notesOf(this.watched?.changes, event)));
        },
        changed: (institutionOid, hint) => void notes.push({ institutionOid, hint }),
      });
      const value = await work(causedBy(causationId), causedBy);
      if (rows.length > 0) await posted(sql, INSERT, columnsOf(rows));
      crashPoint('before-commit');
      return value;
    });
    if (rows.length > 0) {
      crashPoint('after-commit-before-notify');
      this.relay.wake();
    }
    this.watched?.send(notes);
    return result;
  }
}

/** Who appends, when, and because of which message, if any. */
interface Appending {
  readonly source: ServiceName;
  readonly now: Date;
  readonly messageId?: string | undefined;
}

/** Appends events in a transaction that is no unit of work: of an operator's command beside the service. */
export async function appendBeside(
  sql: EntityManager,
  events: readonly NewEvent[],
  appending: Appending,
): Promise<void> {
  await posted(sql, INSERT, columnsOf(rowsOf(events, appending)));
  await sql.query('NOTIFY outbox');
}

function rowsOf(events: readonly NewEvent[], appending: Appending): unknown[][] {
  return events.flatMap(inAllVersions).map((version) => rowOf(version, appending));
}

function rowOf({ event, id, factId }: Version, { source, now, messageId }: Appending): unknown[] {
  const causationId = event.origin?.causationId ?? messageId;
  const trace = event.origin?.trace ?? currentTrace();
  const topic = topicOf(event.name);
  const payload = checkedPayload(event);
  const headers = cloudEventHeaders(event.name, {
    id,
    ...(factId !== id && { factId }),
    source,
    key: event.key,
    institutionOid: event.institutionOid,
    time: now.toISOString(),
    ...(trace && { traceparent: trace.traceparent, correlationId: trace.correlationId }),
    ...(causationId !== undefined && { causationId }),
  });
  const occurredAt = topic.anonymous ? startOfMonth(now) : now;
  const aggregate = topic.name.split('.')[1] ?? topic.name;
  return [
    id,
    aggregate,
    event.key,
    event.name,
    payload,
    topic.name,
    JSON.stringify(headers),
    event.institutionOid,
    occurredAt,
  ];
}

interface Version {
  readonly event: NewEvent;
  readonly id: string;
  readonly factId: string;
}

/** The event and, before it, the older versions that are still read. They share the id of the oldest as their fact's. */
function inAllVersions(event: NewEvent): Version[] {
  const newId = () => (topicOf(event.name).anonymous ? randomUUID() : uuidV7());
  const factId = newId();
  return versionsOf(event.name, event.body).map((version, n) => ({
    event: { ...event, ...version } as NewEvent,
    id: n === 0 ? factId : newId(),
    factId,
  }));
}

/** First moment of the month in UTC: the finest time that an anonymous event may carry (R96). */
export function startOfMonth(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
}

/** A body that breaks its own contract is a bug of this service: it must not reach the outbox. */
function checkedPayload(event: NewEvent): string {
  const violations = violationsOf(event.name, event.body, 'producer');
  if (violations.length > 0) {
    throw new Error(`${event.name} breaks its schema: ${violations.map((v) => `${v.path} ${v.message}`).join('; ')}`);
  }
  if (event.body.institutionOid !== event.institutionOid)
    throw new Error(`${event.name}: institutionOid differs in body`);
  if ((recordKeyOf(event.name, event.body) ?? event.key) !== event.key)
    throw new Error(`${event.name}: the key is not ${keyFieldsOf(topicOf(event.name))} of the body`);
  const payload = JSON.stringify(event.body);
  const size = Buffer.byteLength(payload);
  if (size > MAX_BODY_BYTES) throw new Error(`${event.name} has ${size} bytes; at most ${MAX_BODY_BYTES} may be sent`);
  return payload;
}

function sqlState(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
