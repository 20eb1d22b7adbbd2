import type { ServiceName } from '#contracts';
import type { Failure } from '../consumer/failure-policy.js';

export type LetterState = 'open' | 'replayed' | 'discarded';

/** A row of the index of dead letters; the body is on the dead-letter topic. */
export interface Letter {
  /** Number within the service; letters get it in the order of their recording. */
  readonly id: string;
  readonly consumer: ServiceName;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  /** Time of the record, ms since the epoch. */
  readonly recordTime: string;
  /** Record key; withheld when the message was unreadable and the key looked like no id of this system. */
  readonly key: string;
  /** Null when the message was unreadable; so are the next two, in part. */
  readonly messageId: string | null;
  readonly eventName: string | null;
  readonly institutionOid: string | null;
  readonly failure: Failure;
  /** True when later events of the key must not overtake it. */
  readonly waitsInOrder: boolean;
  readonly code: string;
  readonly detail: string;
  readonly attempts: number;
  readonly firstFailureAt: Date;
  readonly lastFailureAt: Date;
  readonly stackHash: string | null;
  /** First frame of our own code in the failure's stack; null when there is none, or the letter is older than groups. */
  readonly ownFrame: string | null;
  /** Letters of one cause, by code and own frame: twelve hexadecimal digits. */
  readonly group: string;
  readonly recordedAt: Date;
  readonly state: LetterState;
  readonly settledBy: string | null;
  readonly settledAt: Date | null;
  readonly settledReason: string | null;
  /** True while later events of the key go to the dead letters too. */
  readonly keyParked: boolean;
}

/** How a replay failed; names and codes only, no values. */
export interface ReplayFailure {
  readonly failure: Failure;
  readonly code: string;
  readonly stackHash: string | null;
  readonly ownFrame: string | null;
}

/** Who settled a letter, when, and for a discarded one why. */
export interface Settlement {
  readonly state: Exclude<LetterState, 'open'>;
  readonly by: string;
  readonly at: Date;
  readonly reason?: string;
}
