import {
  type Condition,
  type Grants,
  RIGHTS_OF_ACTIONS,
  type RightsAction,
  type RightsRows,
  type RoleWithRights,
} from '#kernel';
import type { Refusal } from '../../errors.js';

/**
 * R14: an institution sets the rows that are its own to set, for roles of its staff and with conditions that can be told there. What a
 * law, the manual or the table of states says (R36, R77, R104) stays.
 */
export function anInstitutionChangesOnlyWhatItMay(granted: RightsRows): Refusal | null {
  for (const [action, grants] of Object.entries(granted) as [RightsAction, Grants][]) {
    const { mayAsk, always = [], only } = RIGHTS_OF_ACTIONS[action];
    if (!mayAsk) return { refused: 'application/right-not-changeable', details: { action } };
    for (const [role, conditions] of Object.entries(grants) as [RoleWithRights, readonly Condition[]][]) {
      const given = role !== 'STUDENT' && (only?.includes(role) ?? true);
      if (!given) return { refused: 'application/right-not-for-the-role', details: { action, role } };
      const wrong =
        conditions.find((condition) => !mayAsk.includes(condition)) ??
        always.find((condition) => !conditions.includes(condition));
      if (wrong) return { refused: 'application/condition-not-possible', details: { action, role, condition: wrong } };
    }
  }
  return null;
}
