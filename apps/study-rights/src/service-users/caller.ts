import type { Actor } from '#platform';
import type { SourceIdRule } from '../domain/policy.js';

/** Somebody who asks, with the limits that only service users have. */
export interface Caller extends Actor {
  /** With or without a source id if not said. */
  readonly sourceIds?: SourceIdRule;
  /** Set for a system that signs in by name and password; eHOKS's user type PALVELU. */
  readonly isServiceUser?: true;
  /** Types of study right that the caller may deal with; all without it. */
  readonly studyRightTypes?: readonly string[];
}
