import type { Transaction } from '#messaging';
import type { SqlRunner } from '#platform';
import type { Reach, StudyRight } from '../domain/study-right.js';

/** What is to be done about the HOKS of a study right once its new version stands. */
export type AfterChange = (tx: Transaction, studyRight: StudyRight, at: Date) => Promise<void>;

/** What a study right has to know of its HOKS, and what becomes of that with it. The HOKS wing provides it. */
export abstract class HoksesOfStudyRight {
  /** Id of the HOKS that stands in the way of invalidation. Lock the study right first. */
  abstract liveHoksId(sql: SqlRunner, reach: Reach, studyRightOid: string): Promise<number | null>;

  /** Reads the HOKS of a study right that is about to change, in one round trip with the statement that changes it. */
  abstract beforeChange(sql: SqlRunner, studyRightOid: string): Promise<AfterChange>;

  /** The HOKS follows its study right to another oppilaitos. */
  abstract move(sql: SqlRunner, institutionOid: string, studyRightOid: string): Promise<void>;
}
