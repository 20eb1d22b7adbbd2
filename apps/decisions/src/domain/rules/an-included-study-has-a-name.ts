import type { Refusal } from '../../errors.js';
import type { PartContent } from '../case.js';
import type { DecisionContent } from '../decision-content.js';

/** R140, R112: an included study stands in the register under the name written for it, so there must be one (cf. R98). */
export function anIncludedStudyHasAName(
  part: Pick<PartContent, 'type' | 'bases'>,
  { outcome, basisName }: DecisionContent,
): Refusal | undefined {
  const named = part.bases.some(({ name }) => name.trim() !== '') || Boolean(basisName?.trim());
  return outcome === 'APPROVED' && part.type === 'INCLUSION' && !named
    ? { refused: 'decision/name-missing' }
    : undefined;
}
