import type { PartOutcome, PartState } from './application.states.js';

/** The counts that the labels are made of; `approved` includes approved parts that are not recorded yet. */
export interface PartCounts {
  readonly parts: number;
  readonly returned: number;
  readonly cancelled: number;
  readonly approved: number;
  readonly rejected: number;
}

export interface CountedPart {
  readonly state: PartState;
  readonly outcome: PartOutcome | null;
}

export function countParts(parts: readonly CountedPart[]): PartCounts {
  const count = (matches: (part: CountedPart) => boolean) => parts.filter(matches).length;
  return {
    parts: parts.length,
    returned: count((part) => part.state === 'RETURNED'),
    cancelled: count((part) => part.state === 'CANCELLED'),
    approved: count((part) => part.outcome === 'APPROVED'),
    rejected: count((part) => part.outcome === 'REJECTED'),
  };
}
