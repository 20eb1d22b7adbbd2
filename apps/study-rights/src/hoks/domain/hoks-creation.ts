import { refuse } from '#kernel';
import type { Refusal } from '../../errors.js';
import type { EntryMode, Hoks, HoksData } from './hoks.js';
import { finalStates, isGiven, stateOf } from '../../study-rights/domain/opiskeluoikeus.js';
import { hoksRefusal } from './hoks-rules.js';
import { belongsTo, type Reach, type StudyRight } from '../../study-rights/domain/study-right.js';

export interface CreateHoksCommand {
  readonly data: HoksData;
  /** All oids of the person whose study right it is. */
  readonly learnerOids: readonly string[];
  readonly mode: EntryMode;
  readonly reach: Reach;
  readonly today: string;
}

/** Types of study right that a HOKS is made for. */
export const typesWithHoks: readonly string[] = ['ammatillinenkoulutus', 'tuva'];

/**
 * The checks of eHOKS in its order, the study right locked: the study right, then the data against it, then whose it is and
 * its state. A study right of another organisation or an invalidated one is not found (R161).
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
  if (!typesWithHoks.includes(studyRight.data.tyyppi.koodiarvo)) {
    return refuse('hoks/study-right-type', { studyRightOid: oid, studyRightType: studyRight.data.tyyppi.koodiarvo });
  }
  const wrongFields = hoksRefusal(data, { studyRight, today: command.today, mode: command.mode });
  if (wrongFields !== null) return wrongFields;
  if (!command.learnerOids.includes(data['oppija-oid'])) {
    return refuse('hoks/not-the-learners-study-right', { studyRightOid: oid, learnerOid: data['oppija-oid'] });
  }
  if (isGiven(studyRight.data.sisältyyOpiskeluoikeuteen)) {
    return refuse('hoks/study-right-is-contained', { studyRightOid: oid });
  }
  if (finalStates.includes(stateOf(studyRight.data))) {
    return refuse('hoks/study-right-not-active', { studyRightOid: oid });
  }
  if (existing !== null)
    return refuse(existing.deletedAt === null ? 'hoks/exists' : 'hoks/archived-exists', { studyRightOid: oid });
  return { studyRight };
}
