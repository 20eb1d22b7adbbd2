import type { EventBodies } from './generated/event-bodies.js';
import { type EventName, type ServiceName, TOPICS } from './topics.js';

/** Two major versions of one event that are published side by side until everybody has moved (docs/adr/0019). */
export interface ParallelVersion<Older extends EventName = EventName, Newer extends EventName = EventName> {
  readonly older: Older;
  /** What the producer appends; the older one is made from it. */
  readonly newer: Newer;
  /** Who still reads the older one. A service is on the list exactly as long as its reaction names the older version. */
  readonly readers: readonly (ServiceName | 'outside')[];
  /** The body as the older version had it. */
  toOlder(body: EventBodies[Newer]): EventBodies[Older];
}

/** The one list of versions in parallel; empty while every event has one version. */
export const PARALLEL_VERSIONS: readonly ParallelVersion[] = [];

/** One form of a fact. */
export interface VersionedBody {
  readonly name: EventName;
  readonly body: EventBodies[EventName];
}

/** All forms in which a fact is to be published at present: the oldest first, the given one last. */
export function versionsOf(name: EventName, body: EventBodies[EventName]): VersionedBody[] {
  const pair = PARALLEL_VERSIONS.find(({ newer }) => newer === name);
  const own = { name, body };
  return pair ? [...versionsOf(pair.older, pair.toOlder(body)), own] : [own];
}

/** Name without the major version, and the version. */
export function factAndVersion(name: string): { fact: string; version: number } {
  const [, fact = name, version = '0'] = /^(.+)\.v([1-9][0-9]{0,8})$/.exec(name) ?? [];
  return { fact, version: Number(version) };
}

/** Whether a topic carries the same fact in a version that is known here and older than this unknown one. */
export function isNewerVersion(name: string, topic: string): boolean {
  const { fact, version } = factAndVersion(name);
  const known = TOPICS.find((declared) => declared.name === topic)?.events.map(factAndVersion) ?? [];
  const ofFact = known.filter((other) => other.fact === fact);
  return ofFact.length > 0 && ofFact.every((other) => other.version < version);
}
