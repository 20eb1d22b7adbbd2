import type { Refusal } from '../../errors.js';
import type { DecisionContent } from '../decision-content.js';

/** What the institution's codeset ahot_keywords says of the keywords of a decision. */
export interface Codeset {
  /** False as long as the institution has no live keyword: then any keyword will do, as it did before there was a codeset. */
  readonly isKept: boolean;
  /** Those of the decision's keywords that can be chosen. */
  readonly live: ReadonlySet<string>;
}

/** R103, R104: an approval is filed under keywords that the institution has in use. */
export function keywordsAreLiveInTheCodeset(
  { outcome, keywords = [] }: DecisionContent,
  { isKept, live }: Codeset,
): Refusal | undefined {
  if (outcome !== 'APPROVED' || !isKept) return undefined;
  const others = [...new Set(keywords)].filter((keyword) => !live.has(keyword));
  return others.length > 0
    ? { refused: 'decision/keyword-not-live', details: { keywords: others.join(', ') } }
    : undefined;
}
