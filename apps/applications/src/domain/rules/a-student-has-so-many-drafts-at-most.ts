import type { Refusal } from '../../errors.js';

/** A draft is work begun, not a store: a person, or a program in their name, has no more of them than the limit. */
export function aStudentHasSoManyDraftsAtMost(drafts: number, limit: number): Refusal | null {
  return drafts < limit ? null : { refused: 'application/too-many-drafts', details: { limit: String(limit) } };
}
