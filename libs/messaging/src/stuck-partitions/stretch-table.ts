import type { EntityManager } from 'typeorm';
import type { ServiceName } from '#contracts';
import type { Stretch } from './stretch.js';

export type StretchState = 'held' | 'to-be-stepped-over' | 'stepped-over' | 'read';

/** A stretch as it is recorded. */
export interface RecordedStretch extends Stretch {
  readonly id: string;
  readonly state: StretchState;
  readonly attempts: number;
  readonly foundAt: Date;
  readonly lastTriedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decidedReason: string | null;
  readonly endedAt: Date | null;
}

const COLUMNS = `id, topic, topic_partition AS partition, from_offset AS "from", to_offset AS "to",
  batch_time AS "batchTime", reason, state, attempts, found_at AS "foundAt", last_tried_at AS "lastTriedAt",
  decided_by AS "decidedBy", decided_at AS "decidedAt", decided_reason AS "decidedReason", ended_at AS "endedAt"`;
const PLACE = `consumer = $1 AND topic = $2 AND topic_partition = $3 AND from_offset = $4 AND batch_time = $5`;

/** The statements on the stuck partitions of one service. */
export class StretchTable {
  constructor(readonly consumer: ServiceName) {}

  /** Notes that a stretch was met, for the first time or again. */
  async met(sql: EntityManager, stretch: Stretch, at: Date): Promise<StretchState> {
    const rows = await sql.query<{ state: StretchState }[]>(
      `INSERT INTO stuck_partition AS s (consumer, topic, topic_partition, from_offset, batch_time, to_offset, reason,
                                         found_at, last_tried_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
       ON CONFLICT ON CONSTRAINT stuck_partition_once DO UPDATE
         SET attempts = s.attempts + 1, last_tried_at = $8, reason = $7, to_offset = $6,
             state = CASE s.state WHEN 'to-be-stepped-over' THEN 'stepped-over' WHEN 'read' THEN 'held' ELSE s.state END,
             ended_at = CASE s.state WHEN 'to-be-stepped-over' THEN $8 WHEN 'read' THEN NULL ELSE s.ended_at END
       RETURNING state`,
      [...this.place(stretch), stretch.to, stretch.reason, at],
    );
    return rows[0]?.state ?? 'held';
  }

  async stateOf(sql: EntityManager, stretch: Stretch): Promise<StretchState | undefined> {
    const rows = await sql.query<{ state: StretchState }[]>(
      `SELECT state FROM stuck_partition WHERE ${PLACE}`,
      this.place(stretch),
    );
    return rows[0]?.state;
  }

  /** Ends what was held of a partition up to an offset: it was read. */
  async read(sql: EntityManager, topic: string, partition: number, upTo: string, at: Date): Promise<void> {
    await sql.query(
      `UPDATE stuck_partition SET state = 'read', ended_at = $5
        WHERE consumer = $1 AND topic = $2 AND topic_partition = $3 AND from_offset <= $4 AND ended_at IS NULL`,
      [this.consumer, topic, partition, upTo, at],
    );
  }

  /** Newest first, or only those that hold a partition up. */
  async page(sql: EntityManager, which: 'held' | 'all', limit: number): Promise<RecordedStretch[]> {
    return sql.query<RecordedStretch[]>(
      `SELECT ${COLUMNS} FROM stuck_partition
        WHERE consumer = $1 AND ($2 = 'all' OR ended_at IS NULL) ORDER BY id DESC LIMIT $3`,
      [this.consumer, which, limit],
    );
  }

  async lock(sql: EntityManager, id: string): Promise<RecordedStretch | undefined> {
    const rows = await sql.query<RecordedStretch[]>(
      `SELECT ${COLUMNS} FROM stuck_partition WHERE consumer = $1 AND id = $2 FOR UPDATE`,
      [this.consumer, id],
    );
    return rows[0];
  }

  async decide(sql: EntityManager, id: string, by: string, reason: string, at: Date): Promise<void> {
    await sql.query(
      `UPDATE stuck_partition SET state = 'to-be-stepped-over', decided_by = $3, decided_reason = $4, decided_at = $5
        WHERE consumer = $1 AND id = $2`,
      [this.consumer, id, by, reason, at],
    );
  }

  private place({ topic, partition, from, batchTime }: Stretch): unknown[] {
    return [this.consumer, topic, partition, from, batchTime];
  }
}
