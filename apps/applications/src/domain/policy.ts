import {
  type ActedOn,
  type ActionOf,
  type HolderOfRights,
  obstacleTo,
  RIGHTS_BY_DEFAULT,
  rolesByDefault,
} from '#kernel';
import type { Refusal } from '../errors.js';
import type { ApplicationPart } from './application.js';

export type Action = ActionOf<'applications'>;

/** Which roles may use which command or view, as long as an institution has set nothing else; for descriptions. */
export const ROLES_BY_ACTION = Object.fromEntries(
  (Object.keys(RIGHTS_BY_DEFAULT.applications) as Action[]).map((action) => [action, rolesByDefault(action)]),
) as Readonly<Record<Action, string[]>>;

/**
 * May the person use the action, on this application? Without one: on some. Refused (403) with `application/role-not-allowed`, and
 * where only a condition of the institution's rights matrix stands in the way with `application/condition-not-met`, which names it.
 */
export function can(actor: HolderOfRights, action: Action, on?: ActedOn): Refusal | null {
  const obstacle = obstacleTo(actor, action, on);
  if (obstacle === null) return null;
  if (obstacle === 'ROLE') return { refused: 'application/role-not-allowed' };
  return { refused: 'application/condition-not-met', details: { condition: obstacle } };
}

/** An application as far as rights depend on it. */
export function asActedOn({
  studentId,
  programmeCode,
  parts,
}: {
  readonly studentId: string;
  readonly programmeCode: string;
  readonly parts: readonly Pick<ApplicationPart, 'handlerId' | 'outcome'>[];
}): ActedOn {
  const handlerIds = parts.map(({ handlerId }) => handlerId);
  return { studentId, programmeCode, handlerIds, approved: parts.some(({ outcome }) => outcome === 'APPROVED') };
}

/** R13: an administrator transfers the parts of a handler who is away; handlers transfer their own. */
export function mayTransferPartsOfOthers({ roles }: Pick<HolderOfRights, 'roles'>): boolean {
  return roles.includes('ADMIN');
}
