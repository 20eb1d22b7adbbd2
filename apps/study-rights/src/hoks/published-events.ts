import type { NewEvent } from '#messaging';
import type { StudyRight } from '../study-rights/domain/study-right.js';
import { fundingSeasonOf, type Survey } from './domain/feedback.js';
import type { HoksData } from './domain/hoks.js';

/** Events of a HOKS have the oid of its study right as key; the learner's oid is never a key. */
export function hoksStored(studyRight: StudyRight, hoksId: number, data: HoksData): NewEvent {
  return {
    name: 'study-rights.hoks-stored.v1',
    key: studyRight.oid,
    institutionOid: studyRight.institutionOid,
    body: {
      institutionOid: studyRight.institutionOid,
      studyRightId: studyRight.oid,
      hoksId,
      learnerId: studyRight.learnerOid,
      // Missing in some HOKSes of the past; where it is missing there is no need (feedback.ts).
      needToAcquireCompetence: data['osaamisen-hankkimisen-tarve'] === true,
    },
  };
}

/** @param supportCaseId the case, when the support desk deleted it by an override */
export function hoksDeleted(
  { institutionOid, oid }: Pick<StudyRight, 'institutionOid' | 'oid'>,
  hoksId: number,
  supportCaseId?: string,
): NewEvent {
  return {
    name: 'study-rights.hoks-deleted.v1',
    key: oid,
    institutionOid,
    body: { institutionOid, studyRightId: oid, hoksId, ...(supportCaseId !== undefined && { supportCaseId }) },
  };
}

/** The survey is triggered. Contact details stay in the HOKS. */
export function feedbackDecided(
  studyRight: StudyRight,
  { hoksId, survey, triggerDate }: { hoksId: number; survey: Survey; triggerDate: string },
): NewEvent {
  return {
    name: 'study-rights.feedback-decided.v1',
    key: studyRight.oid,
    institutionOid: studyRight.institutionOid,
    body: {
      institutionOid: studyRight.institutionOid,
      studyRightId: studyRight.oid,
      hoksId,
      learnerId: studyRight.learnerOid,
      survey,
      triggerDate,
      fundingSeason: fundingSeasonOf(triggerDate),
    },
  };
}
