import type { Hundredths } from '#kernel';
import type { Outcome } from './case.js';

/** What the handler enters when deciding a part. */
export interface DecisionContent {
  readonly outcome: Outcome;
  readonly grantedCredits?: Hundredths;
  readonly grade?: string;
  /** Ohjauksen ala, 1–12 (codeset okmohjauksenala; R100, R103). */
  readonly fieldOfEducation?: number;
  /** Codes of the codeset ahot_keywords (R90, R103, R104). */
  readonly keywords?: readonly string[];
  readonly reasons?: string;
  /** The background's name as the officer edited it (R91); the application keeps the student's own. */
  readonly basisName?: string;
  /** The officer has seen that the public name or a keyword holds the applicant's own name, and lets it stand (R85). */
  readonly applicantsNameMayStand?: boolean;
}
