import type { Refusal } from '../../errors.js';
import type { DecisionContent } from '../decision-content.js';

/** A rejection that carries credits, a grade or keywords is a slip of the hand: ask, never drop what was entered (R99). */
export function aRejectionGrantsNothing(content: DecisionContent): Refusal | undefined {
  if (content.outcome !== 'REJECTED') return undefined;
  const superfluous = (['grantedCredits', 'grade', 'fieldOfEducation', 'keywords', 'basisName'] as const).filter(
    (field) => content[field] !== undefined,
  );
  return superfluous.length > 0
    ? { refused: 'decision/rejection-grants-nothing', details: { fields: superfluous.join(', ') } }
    : undefined;
}
