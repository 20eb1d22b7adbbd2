import {
  type Condition,
  type HolderOfRights,
  RIGHTS_ACTIONS,
  type Rights,
  type RightsAction,
  type RightsRows,
  ROLES_WITH_RIGHTS,
  type RoleWithRights,
  waysTo,
} from '#kernel';

/** What an institution has set of the rights matrix (R14). Version 0: nothing. */
export interface RightsMatrix {
  readonly institutionOid: string;
  readonly version: number;
  readonly granted: RightsRows;
}

/** Of one role and action; null: the role may not. */
export interface ChangeOfRight {
  readonly action: RightsAction;
  readonly role: RoleWithRights;
  readonly before: readonly Condition[] | null;
  readonly after: readonly Condition[] | null;
}

/** Who may do more, less, or the same on other conditions, of the people of an institution. */
export interface EffectOnPeople {
  readonly action: RightsAction;
  readonly gains: readonly string[];
  readonly loses: readonly string[];
  readonly otherwise: readonly string[];
}

type Person = Pick<HolderOfRights, 'personId' | 'roles'>;

export function changesOfRights(before: Rights, after: Rights): ChangeOfRight[] {
  return RIGHTS_ACTIONS.flatMap((action) =>
    ROLES_WITH_RIGHTS.flatMap((role) => {
      const [was, is] = [before[action][role] ?? null, after[action][role] ?? null];
      return asText(was) === asText(is) ? [] : [{ action, role, before: was, after: is }];
    }),
  );
}

/** By what each person may with all their roles: who loses a right by one role may keep it by another. */
export function effectsOfRights(before: Rights, after: Rights, people: readonly Person[]): EffectOnPeople[] {
  const actions = new Set(changesOfRights(before, after).map(({ action }) => action));
  return [...actions].map((action) => {
    const gains: string[] = [];
    const loses: string[] = [];
    const otherwise: string[] = [];
    for (const { personId, roles } of people) {
      const [was, is] = [before, after].map((rights) =>
        waysTo({ personId, roles, rights, programmeCodes: [] }, action),
      );
      const ways = [was, is].map((some = []) => some.map(asText).sort().join());
      if (ways[0] === ways[1]) continue;
      (was?.length === 0 ? gains : is?.length === 0 ? loses : otherwise).push(personId);
    }
    return { action, gains, loses, otherwise };
  });
}

function asText(conditions: readonly Condition[] | null): string {
  return conditions === null ? 'no' : `if ${conditions.toSorted().join()}`;
}
