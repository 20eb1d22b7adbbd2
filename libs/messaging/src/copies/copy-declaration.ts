import type { Type } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type EventName, type TopicDefinition, topicOf } from '#contracts';
import type { NewEvent, ReceivedEvent, Tombstone } from '../events.js';

/**
 * What became of an event: how many rows it changed. `incomplete`: it cannot be understood without an earlier one that
 * never came, and has changed nothing; the owner is then asked to publish the state again.
 */
export type CopyOutcome = number | 'incomplete';

/** Writes what one event says into the tables of a copy, in the transaction it is given; no other effect. */
export type CopyWriter<N extends EventName> = (sql: EntityManager, event: ReceivedEvent<N>) => Promise<CopyOutcome>;

/** The same for events that follow one another, in their order, by few statements: registers send thousands at once. */
export interface CopyWriterOfMany<N extends EventName> {
  readonly many: (sql: EntityManager, events: readonly ReceivedEvent<N>[]) => Promise<number>;
}

/** Removes what stands under a key whose record was cleared, in the transaction it is given; harmless to repeat. */
export type CopyForgetter = (sql: EntityManager, tombstone: Pick<Tombstone, 'key'>) => Promise<unknown>;

/**
 * A service's copy of what another one owns, and how it is made: the service follows the events with these writers as they
 * come, and a rebuild reads them again with the same ones.
 */
export interface CopyDeclaration {
  /** Name on the command line and in metrics. */
  readonly name: string;
  /** The table with one row per copied thing, then the tables below it; their keys begin with the same columns. */
  readonly tables: readonly [root: string, ...below: string[]];
  /** Columns that identify a row of the first table. */
  readonly key: readonly string[];
  readonly writers: { readonly [N in EventName]?: CopyWriter<N> | CopyWriterOfMany<N> };
  /**
   * By topic, what a record without a value does; on other topics such records are passed over. The first table has the
   * columns `version` and `forgotten` then: a row that is forgotten stays so until a newer version (docs/adr/0029).
   */
  readonly forgets?: Readonly<Record<string, CopyForgetter>>;
  /** The event that asks the owner to publish the state of things again; their ids are the keys of its records. */
  readonly askAgain?: (institutionOid: string, ids: readonly string[]) => NewEvent;
  /** Columns that this service fills itself (random ids, times): never compared, and taken over from the old rows. */
  readonly ownColumns?: readonly string[];
  /** Why rows stay of which the compacted topics say nothing any more. */
  readonly keepsBecause?: string;
}

/** All copies of a service, and the repositories that their writers are given. */
export interface Copies {
  readonly inject: readonly Type[];
  readonly declare: (...repositories: never[]) => readonly CopyDeclaration[];
}

type Instances<T extends readonly Type[]> = { [I in keyof T]: T[I] extends Type<infer R> ? R : never };

/** The copies of a service: each stands here once, in its `src/persistence/copies.ts`. */
export function declareCopies<const T extends readonly Type[]>(
  inject: T,
  declare: (...repositories: Instances<T>) => readonly CopyDeclaration[],
): Copies {
  return { inject, declare: (...repositories: never[]) => declare(...(repositories as unknown as Instances<T>)) };
}

/** Names of the events that a copy is made of. */
export function eventsOf(copy: CopyDeclaration): EventName[] {
  return Object.keys(copy.writers) as EventName[];
}

/** The topics that the events of a copy travel on. */
export function topicsOf(copy: CopyDeclaration): TopicDefinition[] {
  return [...new Set(eventsOf(copy).map(topicOf))];
}

/** True when Kafka keeps every fact of the copy for ever, so that what it does not have is not true. */
export function kafkaKnowsAll(copy: CopyDeclaration): boolean {
  const compacted = topicsOf(copy).every(({ config }) => config['cleanup.policy'] === 'compact');
  return compacted && copy.keepsBecause === undefined;
}
