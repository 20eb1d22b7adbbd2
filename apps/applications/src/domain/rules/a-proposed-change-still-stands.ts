import type { Refusal } from '../../errors.js';
import type { ApplicationPart } from '../application.js';

/** The student answers what the handler has proposed, until its last day; it falls too when the part moves. */
export function aProposedChangeStillStands(
  { proposedChange, id, number }: Pick<ApplicationPart, 'proposedChange' | 'id' | 'number'>,
  today: string,
): Refusal | null {
  const details = { partId: id, partNumber: number };
  if (proposedChange === null) return { refused: 'application/no-proposed-change', details };
  if (proposedChange.standsUntil >= today) return null;
  return { refused: 'application/proposed-change-lapsed', details: { ...details, until: proposedChange.standsUntil } };
}
