import type { EntityManager } from 'typeorm';
import { type EventName, type TopicDefinition, topicOf } from '#contracts';
import type { ReceivedEvent, Tombstone } from '../events.js';

/** Writes what one event says into the tables of a copy, in the transaction it is given; no other effect. */
export type CopyWriter<N extends EventName> = (sql: EntityManager, event: ReceivedEvent<N>) => Promise<unknown>;

/** Removes what stands under a key whose record was cleared, in the transaction it is given; harmless to repeat. */
export type CopyForgetter = (sql: EntityManager, tombstone: Pick<Tombstone, 'key'>) => Promise<unknown>;

/**
 * A service's copy of what another one owns, and how it is made. Each service lists its copies in
 * `src/persistence/copies.ts`; its reactions call the same functions that stand here as writers.
 */
export interface CopyDeclaration {
  /** Name on the command line and in metrics. */
  readonly name: string;
  /** The table with one row per copied thing, then the tables below it; their keys begin with the same columns. */
  readonly tables: readonly [root: string, ...below: string[]];
  /** Columns that identify a row of the first table. */
  readonly key: readonly string[];
  readonly writers: { readonly [N in EventName]?: CopyWriter<N> };
  /**
   * By topic, what a record without a value does; on other topics such records are passed over. The first table has the
   * columns `version` and `forgotten` then: a row that is forgotten stays so until a newer version (docs/adr/0029).
   */
  readonly forgets?: Readonly<Record<string, CopyForgetter>>;
  /** Columns that this service fills itself (random ids, times): never compared, and taken over from the old rows. */
  readonly ownColumns?: readonly string[];
  /** Why rows stay of which the compacted topics say nothing any more. */
  readonly keepsBecause?: string;
}

/** The topics that the events of a copy travel on. */
export function topicsOf(copy: CopyDeclaration): TopicDefinition[] {
  return [...new Set((Object.keys(copy.writers) as EventName[]).map(topicOf))];
}

/** True when Kafka keeps every fact of the copy for ever, so that what it does not tell of is not true. */
export function kafkaKnowsAll(copy: CopyDeclaration): boolean {
  const compacted = topicsOf(copy).every(({ config }) => config['cleanup.policy'] === 'compact');
  return compacted && copy.keepsBecause === undefined;
}
