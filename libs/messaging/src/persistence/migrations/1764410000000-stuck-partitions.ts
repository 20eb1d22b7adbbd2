import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stretches of partitions that this service's consumer cannot read, and what was decided about them. Only the process
 * that has the partition meets the stretch; operators reach any process, so the two meet here. Offsets begin anew when a
 * topic is made again: the time of the batch (ms since the epoch) tells one stretch from another at the same place.
 */
export class StuckPartitions1764410000000 implements MigrationInterface {
  readonly name = 'StuckPartitions1764410000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stuck_partition');
  }
}

const up = [
  `CREATE TABLE stuck_partition (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     consumer text NOT NULL,
     topic text NOT NULL,
     topic_partition integer NOT NULL,
     from_offset bigint NOT NULL,
     to_offset bigint NOT NULL,
     batch_time bigint NOT NULL,
     reason text NOT NULL,
     attempts integer NOT NULL DEFAULT 1,
     found_at timestamptz NOT NULL,
     last_tried_at timestamptz NOT NULL,
     state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'to-be-stepped-over', 'stepped-over', 'read')),
     decided_by text,
     decided_at timestamptz,
     decided_reason text,
     ended_at timestamptz,
     CONSTRAINT stepping_over_says_who_when_and_why CHECK (state NOT IN ('to-be-stepped-over', 'stepped-over')
       OR (decided_by IS NOT NULL AND decided_at IS NOT NULL AND decided_reason IS NOT NULL)),
     CONSTRAINT ended_says_when CHECK ((state IN ('stepped-over', 'read')) = (ended_at IS NOT NULL)),
     CONSTRAINT stuck_partition_once UNIQUE (consumer, topic, topic_partition, from_offset, batch_time)
   )`,
  `CREATE INDEX stuck_partition_now ON stuck_partition (consumer, id) WHERE ended_at IS NULL`,
];
