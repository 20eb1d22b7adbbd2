import { creditsOf } from '#kernel';
import type { Refusal } from '../../errors.js';
import type { PartContent } from '../case.js';
import type { DecisionContent } from '../decision-content.js';

/**
 * R51, R95: an approval grants something, and no more than the student applied for or the targets hold. Only an exemption
 * grants nothing (R53, D8).
 */
export function creditsLieWithinWhatWasAppliedFor(
  part: Pick<PartContent, 'type' | 'targets' | 'creditsApplied'>,
  { outcome, grantedCredits }: DecisionContent,
): Refusal | undefined {
  if (outcome !== 'APPROVED' || grantedCredits === undefined) return undefined;
  if (part.type === 'EXEMPTION') {
    return grantedCredits === 0 ? undefined : { refused: 'decision/exemption-grants-no-credits' };
  }
  const extent = part.targets.reduce((sum, target) => sum + target.extent, 0);
  const most = part.targets.length > 0 ? Math.min(part.creditsApplied, extent) : part.creditsApplied;
  if (grantedCredits > 0 && grantedCredits <= most) return undefined;
  return {
    refused: 'decision/credits-not-possible',
    details: { granted: creditsOf(grantedCredits), applied: creditsOf(part.creditsApplied), most: creditsOf(most) },
  };
}
