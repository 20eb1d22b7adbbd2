import type { LocalisedText } from '#kernel';

export type KeywordState = 'LIVE' | 'RETIRED';

/** What an administrator writes of a keyword. */
export interface KeywordContent {
  readonly terms: LocalisedText;
  /** Ohjauksen alat 1–12 in whose menus it is (codeset okmohjauksenala; R100), in order; none: in all of them. */
  readonly fieldsOfEducation: readonly number[];
}

/** One keyword of an institution's codeset ahot_keywords (R104). */
export interface Keyword extends KeywordContent {
  readonly institutionOid: string;
  /** Stands in decisions and entries, and never changes. */
  readonly code: string;
  /** What is retired is offered to nobody; what was filed under it stays. */
  readonly state: KeywordState;
  /** The live keyword whose meaning this one has; null when it stands for itself. */
  readonly mergedInto: string | null;
  readonly version: number;
}
