import { creditsOf, type Hundredths } from '#kernel';
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
  const most = mostCredits(part);
  if (grantedCredits > 0 && grantedCredits <= most) return undefined;
  return {
    refused: 'decision/credits-not-possible',
    details: { granted: creditsOf(grantedCredits), applied: creditsOf(part.creditsApplied), most: creditsOf(most) },
  };
}

/** What an approval can grant at most; nothing for an exemption (R53, D8). */
export function mostCredits({
  type,
  targets,
  creditsApplied,
}: Pick<PartContent, 'type' | 'targets' | 'creditsApplied'>): Hundredths {
  if (type === 'EXEMPTION') return 0;
  const extent = targets.reduce((sum, target) => sum + target.extent, 0);
  return targets.length > 0 ? Math.min(creditsApplied, extent) : creditsApplied;
}
