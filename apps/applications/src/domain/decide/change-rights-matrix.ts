import { type Grants, type HolderOfRights, RIGHTS_ACTIONS, type RightsRows, rightsWith } from '#kernel';
import type { Refusal } from '../../errors.js';
import { changesOfRights, type RightsMatrix } from '../rights-matrix.js';
import { anInstitutionChangesOnlyWhatItMay } from '../rules/an-institution-changes-only-what-it-may.js';
import { somebodyCanChangeTheRightsMatrix } from '../rules/somebody-can-change-the-rights-matrix.js';

/**
 * The matrix with these rows; for actions without one the default. A row that says what the default says is left out, so that a later
 * default reaches it.
 * @param people who work at the institution today
 */
export function changeRightsMatrix(
  before: RightsMatrix,
  rows: RightsRows,
  people: readonly Pick<HolderOfRights, 'personId' | 'roles'>[],
): RightsMatrix | Refusal {
  const refusal = anInstitutionChangesOnlyWhatItMay(rows) ?? somebodyCanChangeTheRightsMatrix(rightsWith(rows), people);
  if (refusal) return refusal;
  const own = RIGHTS_ACTIONS.flatMap((action) => {
    const row: Grants | undefined = rows[action];
    return row && changesOfRights(rightsWith({}), rightsWith({ [action]: row })).length > 0 ? [[action, row]] : [];
  });
  return { ...before, version: before.version + 1, granted: Object.fromEntries(own) as RightsRows };
}
