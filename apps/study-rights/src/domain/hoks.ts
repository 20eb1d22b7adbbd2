import { addDays } from './dates.js';
import { finalStates, stateOf } from './opiskeluoikeus.js';
import { refuse, type Refusal } from './refusal.js';
import { belongsTo, type Reach, type StudyRight } from './study-right.js';

/**
 * Personal study plan of a vocational student in eHOKS's own field names. The minimum data of 2019 (R156–R157) are the
 * required ones. Source: ehoks src/oph/ehoks/hoks/schema.clj.
 */
export interface HoksData {
  readonly 'opiskeluoikeus-oid': string;
  readonly 'oppija-oid': string;
  readonly 'ensikertainen-hyvaksyminen': string;
  /** Mandatory for all, VALMA, TELMA and TUVA included (R171); it never alone decides on feedback (R172). */
  readonly 'osaamisen-hankkimisen-tarve': boolean;
  readonly 'osaamisen-saavuttamisen-pvm'?: string | undefined;
  readonly 'tuva-opiskeluoikeus-oid'?: string | undefined;
  readonly [field: string]: unknown;
}

/** A stored HOKS, soft-deleted when `deletedAt` is set. */
export interface Hoks {
  readonly id: number;
  readonly studyRightOid: string;
  readonly learnerOid: string;
  /** External id (UUID). */
  readonly eid: string;
  /** manuaalisyotto: entered by a person's hand, so that the pen may edit it (R158–R159). Set once, at creation. */
  readonly manualEntry: boolean;
  readonly data: HoksData;
  readonly deletedAt: Date | null;
}

export interface CreateHoksCommand {
  readonly data: HoksData;
  readonly reach: Reach;
  readonly today: string;
}

const typesWithHoks: readonly string[] = ['ammatillinenkoulutus', 'tuva'];

/** HOKSes of the former personal study plan system are not accepted before this day. */
const firstAchievementDay = '2018-01-01';
const daysAheadAtMost = 14;

/**
 * The checks of eHOKS in its order, the study right locked. A study right of another organisation or an invalidated one
 * is not found (R161).
 * @param existing the HOKS of the study right, soft-deleted ones included: there is one per study right, ever
 */
export function mayCreateHoks(
  command: CreateHoksCommand,
  studyRight: StudyRight | null,
  existing: Hoks | null,
): { studyRight: StudyRight } | Refusal {
  const { data } = command;
  const oid = data['opiskeluoikeus-oid'];
  if (studyRight === null || studyRight.invalidation !== null || !belongsTo(studyRight, command.reach)) {
    return refuse('hoks/study-right-not-found', { studyRightOid: oid });
  }
  if (studyRight.learnerOid !== data['oppija-oid']) {
    return refuse('hoks/not-the-learners-study-right', { studyRightOid: oid, learnerOid: data['oppija-oid'] });
  }
  if (!typesWithHoks.includes(studyRight.data.tyyppi.koodiarvo)) {
    return refuse('hoks/study-right-type', { studyRightOid: oid, studyRightType: studyRight.data.tyyppi.koodiarvo });
  }
  if (studyRight.data.sisältyyOpiskeluoikeuteen !== undefined) {
    return refuse('hoks/study-right-is-contained', { studyRightOid: oid });
  }
  if (finalStates.includes(stateOf(studyRight.data))) {
    return refuse('hoks/study-right-not-active', { studyRightOid: oid });
  }
  const wrongField = fieldRefusal(command, studyRight);
  if (wrongField !== null) return wrongField;
  if (existing !== null)
    return refuse(existing.deletedAt === null ? 'hoks/exists' : 'hoks/archived-exists', { studyRightOid: oid });
  return { studyRight };
}

function fieldRefusal(command: CreateHoksCommand, studyRight: StudyRight): Refusal | null {
  const achieved = command.data['osaamisen-saavuttamisen-pvm'];
  if (
    achieved !== undefined &&
    (achieved <= firstAchievementDay || achieved > addDays(command.today, daysAheadAtMost))
  ) {
    return refuse('hoks/achievement-day', { day: achieved });
  }
  return studyRight.data.tyyppi.koodiarvo === 'tuva' && command.data['tuva-opiskeluoikeus-oid'] !== undefined
    ? refuse('hoks/tuva-link-on-tuva-hoks')
    : null;
}

/**
 * Soft delete in eHOKS's order of checks: found and own, then the study right has not ended. The HOKS of an ended study
 * right leaves only by customer service.
 */
export function mayDeleteHoks(
  hoks: Hoks | null,
  studyRight: StudyRight | null,
  reach: Reach,
): { hoks: Hoks; studyRight: StudyRight } | Refusal {
  if (hoks === null || hoks.deletedAt !== null || studyRight === null || !belongsTo(studyRight, reach)) {
    return refuse('hoks/not-found');
  }
  if (studyRight.invalidation !== null) return refuse('hoks/not-found');
  if (finalStates.includes(stateOf(studyRight.data))) {
    return refuse('hoks/delete-study-right-not-active', { studyRightOid: studyRight.oid });
  }
  return { hoks, studyRight };
}
