import { type HolderOfRights, obstacleTo } from '#kernel';

/** What the rule asks of an application: every service that has a copy of one knows this much. */
export interface SeenApplication {
  readonly studentId: string;
  readonly programmeCode: string;
  readonly parts: readonly {
    readonly state: string;
    readonly outcome: string | null;
    readonly handlerId: string | null;
  }[];
}

/**
 * Who sees an application of their institution, in whichever service it is asked for (R27, R71–R77; ADR 35): its student; once it is
 * sent, whom the institution's rights matrix lets read it. To anybody else it does not exist, and each service answers as for an
 * unknown id.
 */
export function seesApplication(viewer: HolderOfRights, { studentId, programmeCode, parts }: SeenApplication): boolean {
  if (viewer.personId === studentId) return true;
  const sent = parts.filter(({ state }) => state !== 'DRAFT');
  if (sent.length === 0) return false;
  const handlerIds = sent.map(({ handlerId }) => handlerId);
  const approved = sent.some(({ outcome }) => outcome === 'APPROVED');
  return obstacleTo(viewer, 'read-application', { studentId, programmeCode, handlerIds, approved }) === null;
}
