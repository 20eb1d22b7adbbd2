import type { Refusal } from '../../errors.js';
import type { PartContent } from '../case.js';
import type { DecisionContent } from '../decision-content.js';

/**
 * R95, R99, R103, R106: credits, field of education and keywords are saved with an approval, before anything is recorded.
 * An exemption grants no credits of its own (R53, D8), so there the figure may be left out.
 */
export function anApprovalStatesItsCreditsFieldAndKeywords(
  part: Pick<PartContent, 'type'>,
  content: DecisionContent,
): Refusal | undefined {
  const { outcome, grantedCredits, keywords } = content;
  if (outcome !== 'APPROVED') return undefined;
  const missing = [
    ...(grantedCredits === undefined && part.type !== 'EXEMPTION' ? ['grantedCredits'] : []),
    ...(content.fieldOfEducation === undefined ? ['fieldOfEducation'] : []),
    ...(keywords === undefined || keywords.length === 0 ? ['keywords'] : []),
  ];
  return missing.length > 0
    ? { refused: 'decision/approval-incomplete', details: { fields: missing.join(', ') } }
    : undefined;
}
