/** The person who would see it, of the application's own institution. */
export interface Viewer {
  readonly personId: string;
  readonly roles: readonly string[];
}

/** What the rule asks of an application: every service that has a copy of one knows this much. */
export interface SeenApplication {
  readonly studentId: string;
  readonly parts: readonly {
    readonly state: string;
    readonly outcome: string | null;
    readonly handlerId: string | null;
  }[];
}

/**
 * Who sees an application, in whichever service it is asked for (R27, R71–R77; ADR 35): its student; who handles a part
 * of it; a recorder once a part is approved; an administrator once it is sent. To anybody else it does not exist, and each
 * service answers as for an unknown id.
 */
export function seesApplication({ personId, roles }: Viewer, { studentId, parts }: SeenApplication): boolean {
  if (personId === studentId) return true;
  const sent = parts.filter(({ state }) => state !== 'DRAFT');
  const handles = roles.includes('HANDLER') || roles.includes('DECISION_MAKER');
  return (
    (roles.includes('ADMIN') && sent.length > 0) ||
    (handles && sent.some(({ handlerId }) => handlerId === personId)) ||
    (roles.includes('RECORDER') && sent.some(({ outcome }) => outcome === 'APPROVED'))
  );
}
