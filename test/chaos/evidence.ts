import type { ServiceName } from '#contracts';
import type { CrashPoint } from '#messaging';
import type { Operation } from './history.js';

/** A record as the observer read it from a topic. Times are in ms since the epoch, by the clock of this machine. */
export interface TopicRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  /** Message id; empty when there is none. */
  readonly id: string;
  /** Event name; empty for one that the contracts don't know. */
  readonly name: string;
  /** Its number among those of its key (`ce_sequence`); undefined where there is none. */
  readonly sequence?: string;
  readonly seenAt: number;
  /** Published a second time by the suite itself. */
  readonly injected: boolean;
  readonly body: Readonly<Record<string, unknown>>;
  /** Set on a dead letter: who gave it up, why, and where it stood. */
  readonly deadLetter?: {
    readonly consumer: string;
    readonly code: string;
    readonly topic: string;
    readonly offset: number;
  };
}

/** A row of the outbox of a service. */
export interface OutboxRow {
  readonly service: ServiceName;
  readonly seq: number;
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly name: string;
  readonly causation: string | null;
  readonly occurredAt: number;
  readonly publishedAt: number | null;
  readonly setAside: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A message booked in for the first time, numbered in the order in which its consumer did so. */
export interface Consumed {
  readonly consumer: ServiceName;
  readonly n: number;
  readonly id: string;
  readonly at: number;
}

/** A change in the tables of a service that must have been announced exactly once. */
export interface Change {
  readonly service: ServiceName;
  /** In the words of {@link announcementOf}. */
  readonly change: string;
}

/** How often a message had its effect: rows that its reaction adds each time it runs. */
export interface Effect {
  readonly consumer: ServiceName;
  readonly id: string;
  readonly count: number;
}

/** An e-mail that should go out once. */
export interface Reminder {
  readonly messageId: string;
  readonly state: string;
  /** How often the mail server took it. */
  readonly received: number;
  /** It was made while the clocks jumped. */
  readonly duringClockJumps: boolean;
}

/** A fault done to the system, with the figures that only the fault itself knows. */
export type Fault = { readonly from: number; readonly to: number } & (
  | {
      readonly kind: 'crash';
      readonly window: CrashPoint;
      readonly service: ServiceName;
      /** The process died there. */
      readonly hit: boolean;
    }
  | { readonly kind: 'failover'; readonly service: ServiceName; readonly takenOverAfterMs: number | null }
  | { readonly kind: 'rebalance'; readonly service: ServiceName; readonly most: number }
  | { readonly kind: 'broker-outage' | 'postgres-outage' }
  | { readonly kind: 'network'; readonly what: string; readonly service: ServiceName; readonly link: string }
  | {
      readonly kind: 'answers-dropped';
      readonly sent: number;
      /** Of what kafkajs's idempotent producer reported as written. */
      readonly lostByIdempotent: number;
      readonly lostByOurs: number;
    }
  | { readonly kind: 'replay'; readonly messages: number }
  | { readonly kind: 'clock-jumps'; readonly moments: readonly string[] }
  | { readonly kind: 'disk-full' }
  | {
      readonly kind: 'terminated';
      readonly service: ServiceName;
      readonly instance: string;
      readonly goneAfterMs: number;
    }
  | { readonly kind: 'poison'; readonly topic: string; readonly places: readonly { partition: number; key: string }[] }
);

/** All evidence for the checker. */
export interface Evidence {
  readonly operations: readonly Operation[];
  readonly faults: readonly Fault[];
  /** Records of the event topics, without dead letters. */
  readonly records: readonly TopicRecord[];
  readonly deadLetters: readonly TopicRecord[];
  readonly outbox: readonly OutboxRow[];
  readonly changes: readonly Change[];
  /** Ids in the inbox of each service. */
  readonly inbox: ReadonlyMap<ServiceName, ReadonlySet<string>>;
  readonly consumed: readonly Consumed[];
  readonly effects: readonly Effect[];
  readonly reminders: readonly Reminder[];
  /** Which events each service reacts to. */
  readonly reactions: ReadonlyMap<ServiceName, ReadonlySet<string>>;
  /** The differences that the reconciliation found, one sentence each. */
  readonly disagreements: readonly string[];
  /** Rows that the reconciliation compared. */
  readonly compared: number;
  /** Operations answered with success whose result is missing from the tables. */
  readonly missingResults: readonly string[];
  /** Everything was taken in before the deadline. */
  readonly quiet: boolean;
}

/** Of applications: a refusal, and what is published again for a copy that has missed it. */
const PUBLISHED_WITHOUT_CHANGE: ReadonlySet<string> = new Set([
  'applications.part-decision-refused.v1',
  'applications.application-restated.v1',
]);

/**
 * The change that an outbox row announces, by which it is compared with the tables; undefined for an event that
 * announces no change of a table (a refusal), or one that the checker does not know.
 */
export function announcementOf({ name, key, body }: OutboxRow): string | undefined {
  const field = (of: string) => String(body[of]);
  if (PUBLISHED_WITHOUT_CHANGE.has(name)) return undefined;
  const version = (body['summary'] as { version?: number } | undefined)?.version;
  if (name.startsWith('applications.') && version !== undefined) return `application/${key}/v${version}`;
  switch (name) {
    case 'decisions.decision-proposed.v1':
      return `decision/${field('decisionId')}/proposed`;
    case 'decisions.decision-made.v1':
      return `decision/${field('decisionId')}/final`;
    case 'decisions.decision-voided.v1':
      return `decision/${field('decisionId')}/void`;
    case 'decisions.recognition-recorded.v1':
      return `decision/${field('decisionId')}/recorded`;
    case 'decisions.attainment-recorded.v1':
      return `attainment/${field('attainmentId')}`;
    case 'decisions.precedent-released.v1':
      return `precedent/${field('bankKey')}/released`;
    case 'recognition-bank.precedent-filed.v1':
      return `precedent/${field('bankKey')}/filed`;
    case 'notifications.message-delivered.v1':
      return `message/${field('messageId')}`;
    case 'study-rights.study-right-stored.v1':
    case 'study-rights.study-right-invalidated.v1':
      return `study-right/${field('studyRightId')}/v${field('version')}`;
    case 'study-rights.hoks-stored.v1':
      return `hoks/${field('hoksId')}/stored`;
    case 'study-rights.hoks-deleted.v1':
      return `hoks/${field('hoksId')}/deleted`;
    case 'study-rights.feedback-decided.v1':
      return `hoks/${field('hoksId')}/${field('survey')}`;
    case 'study-rights.study-right-invalidation-refused.v1':
      return `study-right/${field('studyRightId')}/invalidation-refused`;
    default:
      return undefined;
  }
}
