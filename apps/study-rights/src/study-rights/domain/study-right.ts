import { endDateOf, finalStates, startDateOf, stateOf, type Opiskeluoikeus } from './opiskeluoikeus.js';

export const invalidationReasons = ['WRONG_TYPE', 'NEVER_STARTED'] as const;

/** The closed list of grounds for invalidation (R163–R165). */
export type InvalidationReason = (typeof invalidationReasons)[number];

/** Which way an invalidation came: the request of its own, or a transfer whose last period is `mitatoity`. */
export type InvalidationChannel = 'REQUEST' | 'TRANSFER';

export interface Invalidation {
  readonly reason: InvalidationReason;
  readonly on: string;
  /** Nothing but a stub is left: neither data nor history. */
  readonly erased?: boolean;
}

/** The organisation whose data somebody reaches, as oppilaitos or koulutustoimija; null: every organisation's. */
export type Reach = string | null;

/** A stored study right. `data` is the last payload without the fields that this service keeps itself. */
export interface StudyRight {
  readonly oid: string;
  /** Oid of the oppilaitos. */
  readonly institutionOid: string;
  readonly koulutustoimijaOid: string | null;
  readonly learnerOid: string;
  /** Koski's versionumero. */
  readonly version: number;
  readonly invalidation: Invalidation | null;
  readonly data: Opiskeluoikeus;
}

export function isEnded(studyRight: StudyRight): boolean {
  return finalStates.includes(stateOf(studyRight.data));
}

export function isTuva({ data }: StudyRight): boolean {
  return data.tyyppi.koodiarvo === 'tuva';
}

/** Whether the study right is within reach. */
export function belongsTo(studyRight: StudyRight, reach: Reach): boolean {
  return reach === null || studyRight.institutionOid === reach || studyRight.koulutustoimijaOid === reach;
}

/** The study right as Koski gives it out, with the derived and the system-kept fields. */
export function asOpiskeluoikeus(studyRight: StudyRight, timestamp: Date): Record<string, unknown> {
  const end = endDateOf(studyRight.data);
  return {
    oid: studyRight.oid,
    versionumero: studyRight.version,
    aikaleima: timestamp.toISOString(),
    ...studyRight.data,
    alkamispäivä: startDateOf(studyRight.data),
    ...(end === null ? {} : { päättymispäivä: end }),
  };
}

/** Programme code of the first suoritus, for consumers that need no more. */
export function programmeCodeOf(studyRight: StudyRight): string | null {
  return studyRight.data.suoritukset[0]?.koulutusmoduuli.tunniste.koodiarvo ?? null;
}
