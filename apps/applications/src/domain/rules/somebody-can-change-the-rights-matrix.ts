import { type HolderOfRights, obstacleTo, type Rights } from '#kernel';
import type { Refusal } from '../../errors.js';

/** A matrix that nobody may change any more would lock the institution out for good. */
export function somebodyCanChangeTheRightsMatrix(
  rights: Rights,
  people: readonly Pick<HolderOfRights, 'personId' | 'roles'>[],
): Refusal | null {
  const can = people.some(
    (person) => obstacleTo({ ...person, rights, programmeCodes: [] }, 'change-rights-matrix') === null,
  );
  return can ? null : { refused: 'application/nobody-could-change-rights' };
}
