import type { EntityManager } from 'typeorm';
import type { ServiceName } from '#contracts';
import { lockParkedKey, unparkWhenSettled } from '../consumer/dead-letter-table.js';
import type { Letter, LetterState, ReplayFailure, Settlement } from './letter.js';
import type { Scope } from './policy.js';

const LETTER = `
  SELECT d.id, d.consumer, d.topic, d.topic_partition AS partition, d.topic_offset AS "offset",
         d.record_time AS "recordTime", d.key,
         d.message_id AS "messageId", d.event_name AS "eventName", d.institution_oid AS "institutionOid", d.failure,
         d.waits_in_order AS "waitsInOrder", d.code, d.detail, d.attempts, d.first_failure_at AS "firstFailureAt",
         d.last_failure_at AS "lastFailureAt", d.stack_hash AS "stackHash", d.own_frame AS "ownFrame", d.failure_group AS "group", d.recorded_at AS "recordedAt", d.state,
         d.settled_by AS "settledBy", d.settled_at AS "settledAt", d.settled_reason AS "settledReason",
         EXISTS (SELECT FROM parked_key p WHERE p.consumer = d.consumer AND p.topic = d.topic AND p.key = d.key)
           AS "keyParked"
    FROM dead_letter d`;

/** What a list may be narrowed to. */
export interface LetterFilter {
  readonly state: LetterState | 'all';
  readonly topic?: string | undefined;
  readonly key?: string | undefined;
  readonly code?: string | undefined;
  readonly group?: string | undefined;
}

/** Open letters of one cause. */
export interface LetterGroup {
  readonly group: string;
  readonly code: string;
  readonly ownFrame: string | null;
  readonly failures: readonly string[];
  readonly topics: readonly string[];
  readonly letters: number;
  readonly keys: number;
  readonly firstFailureAt: Date;
  readonly lastFailureAt: Date;
}

/** A key of a topic at this consumer. */
export interface KeyPlace {
  readonly topic: string;
  readonly key: string;
}

/** The statements on the index of dead letters of one service. */
export class LetterTable {
  constructor(readonly consumer: ServiceName) {}

  /** Letters in the order of their recording, beginning after the one with the number `after`. */
  async page(
    sql: EntityManager,
    { institutionOid }: Scope,
    filter: LetterFilter,
    { after, limit }: { after: string | undefined; limit: number },
  ): Promise<Letter[]> {
    const state = filter.state === 'all' ? null : filter.state;
    return sql.query<Letter[]>(
      `${LETTER}
        WHERE d.consumer = $1 AND ($2::text IS NULL OR d.institution_oid = $2) AND ($3::text IS NULL OR d.state = $3)
          AND ($4::text IS NULL OR d.topic = $4) AND ($5::text IS NULL OR d.key = $5)
          AND ($6::text IS NULL OR d.code = $6) AND ($7::text IS NULL OR d.failure_group = $7) AND d.id > $8
        ORDER BY d.id LIMIT $9`,
      [
        this.consumer,
        institutionOid ?? null,
        state,
        filter.topic ?? null,
        filter.key ?? null,
        filter.code ?? null,
        filter.group ?? null,
        after ?? '0',
        limit,
      ],
    );
  }

  /** Open letters by their cause, beginning after the group `after`. */
  async groups(
    sql: EntityManager,
    { institutionOid }: Scope,
    { after, limit }: { after: string | undefined; limit: number },
  ): Promise<LetterGroup[]> {
    return sql.query<LetterGroup[]>(
      `SELECT failure_group AS "group", min(code) AS code, min(own_frame) AS "ownFrame",
              array_agg(DISTINCT failure) AS failures, array_agg(DISTINCT topic) AS topics, count(*)::int AS letters,
              count(DISTINCT (topic, key))::int AS keys,
              min(first_failure_at) AS "firstFailureAt", max(last_failure_at) AS "lastFailureAt"
         FROM dead_letter
        WHERE consumer = $1 AND state = 'open' AND ($2::text IS NULL OR institution_oid = $2) AND failure_group > $3
        GROUP BY failure_group ORDER BY failure_group LIMIT $4`,
      [this.consumer, institutionOid ?? null, after ?? '', limit],
    );
  }

  /** Whether there is, or was, a letter of this group. */
  async knowsGroup(sql: EntityManager, group: string): Promise<boolean> {
    const rows = await sql.query<object[]>(
      'SELECT 1 FROM dead_letter WHERE consumer = $1 AND failure_group = $2 LIMIT 1',
      [this.consumer, group],
    );
    return rows.length === 1;
  }

  /** Undefined also for a letter that is out of scope. */
  async byId(sql: EntityManager, { institutionOid }: Scope, id: string): Promise<Letter | undefined> {
    const [letter] = await sql.query<Letter[]>(
      `${LETTER} WHERE d.consumer = $1 AND d.id = $2 AND ($3::text IS NULL OR d.institution_oid = $3)`,
      [this.consumer, id, institutionOid ?? null],
    );
    return letter;
  }

  /** The letter that has to be settled before this one, if there is any. */
  async olderOpen(sql: EntityManager, { topic, key, id }: Letter): Promise<string | undefined> {
    const [older] = await sql.query<{ id: string }[]>(
      `SELECT id FROM dead_letter
        WHERE consumer = $1 AND topic = $2 AND key = $3 AND id < $4 AND state = 'open' AND waits_in_order
        ORDER BY id LIMIT 1`,
      [this.consumer, topic, key, id],
    );
    return older?.id;
  }

  /** Open letters of a key in their order, beginning after the one with the number `after`. */
  async openOfKey(sql: EntityManager, { topic, key }: KeyPlace, after: string, limit: number): Promise<Letter[]> {
    return sql.query<Letter[]>(
      `${LETTER} WHERE d.consumer = $1 AND d.topic = $2 AND d.key = $3 AND d.id > $4 AND d.state = 'open'
        ORDER BY d.id LIMIT $5`,
      [this.consumer, topic, key, after, limit],
    );
  }

  /** Whether the key is parked or was ever dead-lettered. */
  async knowsKey(sql: EntityManager, { topic, key }: KeyPlace): Promise<boolean> {
    const [{ known } = { known: false }] = await sql.query<{ known: boolean }[]>(
      `SELECT EXISTS (SELECT FROM parked_key WHERE consumer = $1 AND topic = $2 AND key = $3)
           OR EXISTS (SELECT FROM dead_letter WHERE consumer = $1 AND topic = $2 AND key = $3) AS known`,
      [this.consumer, topic, key],
    );
    return known;
  }

  async isParked(sql: EntityManager, { topic, key }: KeyPlace): Promise<boolean> {
    const rows = await sql.query<object[]>('SELECT 1 FROM parked_key WHERE consumer = $1 AND topic = $2 AND key = $3', [
      this.consumer,
      topic,
      key,
    ]);
    return rows.length === 1;
  }

  /**
   * Settles an open letter, and unparks its key when it was the last one that others waited behind.
   * @returns what happened; `settled` is false when somebody else was faster
   */
  async settle(
    sql: EntityManager,
    letter: Letter,
    { state, by, at, reason }: Settlement,
  ): Promise<{ settled: boolean; unparked: boolean }> {
    await lockParkedKey(sql, letter);
    const [, settled] = await sql.query<[unknown[], number]>(
      `UPDATE dead_letter SET state = $2, settled_by = $3, settled_at = $4, settled_reason = $5
        WHERE id = $1 AND state = 'open'`,
      [letter.id, state, by, at, reason ?? null],
    );
    if (settled === 0) return { settled: false, unparked: false };
    return { settled: true, unparked: letter.waitsInOrder && (await unparkWhenSettled(sql, letter)) };
  }

  /** Ends the parking of a key without open letters. */
  async unpark(sql: EntityManager, place: KeyPlace): Promise<boolean> {
    const parked = { consumer: this.consumer, ...place };
    await lockParkedKey(sql, parked);
    return unparkWhenSettled(sql, parked);
  }

  /** The letter stays open; it records how it failed last. The time of the first failure leads to its body. */
  async countFailure(sql: EntityManager, letter: Letter, failed: ReplayFailure, at: Date): Promise<void> {
    await sql.query(
      `UPDATE dead_letter SET attempts = attempts + 1, last_failure_at = $2, failure = $3, code = $4, stack_hash = $5, own_frame = $6
        WHERE id = $1 AND state = 'open'`,
      [letter.id, at, failed.failure, failed.code, failed.stackHash, failed.ownFrame],
    );
  }

  /**
   * Books a discarded event into the inbox, so that it has no effect when its topic is read again.
   * @returns false when the event had its effect already
   */
  async bookDiscarded(sql: EntityManager, { id, topic, key, messageId, institutionOid }: Letter): Promise<boolean> {
    if (messageId === null) return true;
    const booked = await sql.query<object[]>(
      `INSERT INTO inbox (consumer, message_id, institution_oid) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [this.consumer, messageId, institutionOid],
    );
    if (booked.length === 1) return true;
    // The sender may have sent it twice: then the other copy was discarded before.
    const twins = await sql.query<object[]>(
      `SELECT 1 FROM dead_letter WHERE consumer = $1 AND topic = $3 AND key = $4 AND message_id = $2 AND state = 'discarded' AND id <> $5`,
      [this.consumer, messageId, topic, key, id],
    );
    return twins.length === 1;
  }
}
