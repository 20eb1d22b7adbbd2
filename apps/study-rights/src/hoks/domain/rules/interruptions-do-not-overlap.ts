import type { Refusal } from '../../../errors.js';
import type { HoksFields, Way } from '../hoks.js';
import { refuseWays } from '../ways-of-hoks.js';

/** keskeytymisajanjaksot do not overlap, not even by a day; only the last may be without an end. */
export function interruptionsDoNotOverlap(fields: HoksFields): Refusal[] {
  return refuseWays(fields, 'hoks/interruptions-overlap', overlap);
}

function overlap({ keskeytymisajanjaksot }: Way): boolean {
  const inOrder = [...(keskeytymisajanjaksot ?? [])].sort((a, b) => (a.alku < b.alku ? -1 : 1));
  return inOrder.some(({ alku }, index) => {
    const before = inOrder[index - 1];
    return before !== undefined && (before.loppu === undefined || before.loppu >= alku);
  });
}
