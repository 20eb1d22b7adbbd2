import type { Day } from '#kernel';
import { type DigestSettings, USUAL_DIGEST } from './digest.js';

/** What an institution has decided of its messages. Version 0: nothing has been set. */
export interface Settings {
  readonly version: number;
  readonly digest: DigestSettings;
  /** Its own days off, in their order; those of the law need not be named. */
  readonly closedDays: readonly Day[];
}

export const USUAL_SETTINGS: Settings = { version: 0, digest: USUAL_DIGEST, closedDays: [] };
