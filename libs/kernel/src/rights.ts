import {
  type Condition,
  type Grants,
  RIGHTS_BY_DEFAULT,
  type RightsOfAction,
  ROLES_WITH_RIGHTS,
  type RoleWithRights,
} from './rights-by-default.js';

type Defaults = typeof RIGHTS_BY_DEFAULT;
/** A service that decides on rights. */
export type ServiceWithRights = keyof Defaults;
/** An action of one service, or of all. */
export type ActionOf<Service extends ServiceWithRights> = Extract<keyof Defaults[Service], string>;
export type RightsAction = { [Service in ServiceWithRights]: ActionOf<Service> }[ServiceWithRights];

/** The rights matrix of an institution (R14). */
export type Rights = Readonly<Record<RightsAction, Grants>>;
/** The rows that an institution has set for itself. */
export type RightsRows = Readonly<Partial<Record<RightsAction, Grants>>>;

/** Every action, with what an institution may change of it. */
export const RIGHTS_OF_ACTIONS: Readonly<Record<RightsAction, RightsOfAction>> = Object.assign(
  {},
  ...Object.values(RIGHTS_BY_DEFAULT),
) as Record<RightsAction, RightsOfAction>;
export const RIGHTS_ACTIONS = Object.keys(RIGHTS_OF_ACTIONS) as readonly RightsAction[];

/** The matrix of an institution that has set nothing. */
export const DEFAULT_RIGHTS: Rights = Object.fromEntries(
  RIGHTS_ACTIONS.map((action) => [action, RIGHTS_OF_ACTIONS[action].by]),
) as unknown as Rights;

/** The whole matrix: the institution's rows, for all other actions the default. Students keep the rights that everybody gives them. */
export function rightsWith(rows: RightsRows): Rights {
  const changed = RIGHTS_ACTIONS.flatMap((action) => {
    const row = rows[action];
    const { STUDENT } = RIGHTS_OF_ACTIONS[action].by;
    return row && RIGHTS_OF_ACTIONS[action].mayAsk ? [[action, STUDENT ? { STUDENT, ...row } : row] as const] : [];
  });
  return { ...DEFAULT_RIGHTS, ...Object.fromEntries(changed) };
}

/** Roles that may use an action, as long as an institution has set nothing else. */
export function rolesByDefault(action: RightsAction): RoleWithRights[] {
  return Object.keys(RIGHTS_OF_ACTIONS[action].by) as RoleWithRights[];
}

/** Somebody with the matrix of their institution. */
export interface HolderOfRights {
  readonly personId: string;
  readonly roles: readonly string[];
  readonly rights: Rights;
  /** Where the person works or studies, as the university has published it. */
  readonly programmeCodes: readonly string[];
}

/** The application, or the part of it, that somebody acts on. */
export interface ActedOn {
  readonly studentId: string;
  readonly programmeCode: string;
  /** Of the part in question, or of every part when the whole is meant. */
  readonly handlerIds: readonly (string | null)[];
  readonly approved: boolean;
}

/** Null: the person may. Else the first condition that stands in the way of the role that comes nearest, or that no role may at all. */
export type Obstacle = Condition | 'ROLE' | null;

/**
 * May the person use the action on this application or part? Without one: on some, that is, does one of their roles have the right at
 * all, whatever it asks besides.
 */
export function obstacleTo(person: HolderOfRights, action: RightsAction, on?: ActedOn): Obstacle {
  const ways = waysTo(person, action);
  if (ways.length === 0) return 'ROLE';
  if (on === undefined) return null;
  const unmet = ways.map((conditions) => conditions.filter((condition) => !holds(condition, person, on)));
  const [nearest = []] = unmet.toSorted((a, b) => a.length - b.length);
  return nearest[0] ?? null;
}

/** What each of the person's roles asks for the action; one of them is enough. A list shows the rows that meet one. */
export function waysTo({ roles, rights }: HolderOfRights, action: RightsAction): (readonly Condition[])[] {
  const grants = rights[action];
  return ROLES_WITH_RIGHTS.filter((role) => roles.includes(role)).flatMap((role) => {
    const conditions = grants[role];
    return conditions ? [conditions] : [];
  });
}

function holds(condition: Condition, { personId, programmeCodes }: HolderOfRights, on: ActedOn): boolean {
  switch (condition) {
    case 'OWN_APPLICATION':
      return on.studentId === personId;
    case 'NOT_OWN_APPLICATION':
      return on.studentId !== personId;
    case 'HOLDS_THE_STEP':
      return on.handlerIds.includes(personId);
    case 'SAME_PROGRAMME':
      return programmeCodes.includes(on.programmeCode);
    case 'APPROVED':
      return on.approved;
  }
}

/** Does reading depend on where people work? Then those who tell readers of changes have to know it of them. */
export function readingAsksProgramme(rights: Rights): boolean {
  return Object.values(rights['read-application']).some((conditions) => conditions.includes('SAME_PROGRAMME'));
}
