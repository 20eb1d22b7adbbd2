import type { DataSource } from 'typeorm';
import type { Clock } from '#platform';
import type { StretchTable } from './stretch-table.js';
import type { Stretch, StuckPartitions } from './stretch.js';

/** Stuck partitions in the service's database, where operators decide about them. */
export class RecordedStuckPartitions implements StuckPartitions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly table: StretchTable,
    private readonly clock: Clock,
  ) {}

  async meet(stretch: Stretch): Promise<'hold' | 'step-over'> {
    const state = await this.table.met(this.dataSource.manager, stretch, this.clock.now());
    return state === 'stepped-over' ? 'step-over' : 'hold';
  }

  async isDecided(stretch: Stretch): Promise<boolean> {
    return (await this.table.stateOf(this.dataSource.manager, stretch)) === 'to-be-stepped-over';
  }

  async read(topic: string, partition: number, upTo: string): Promise<void> {
    await this.table.read(this.dataSource.manager, topic, partition, upTo, this.clock.now());
  }
}
