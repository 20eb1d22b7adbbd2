import type { NewEvent } from '#messaging';
import { isLiveOn, virtaStateOn, type HigherEducationStudyRight } from './domain/higher-education.js';

export function higherEducationStored(
  studyRight: HigherEducationStudyRight,
  today: string,
): NewEvent<'study-rights.study-right-stored.v1'> {
  return {
    name: 'study-rights.study-right-stored.v1',
    key: studyRight.id,
    institutionOid: studyRight.institutionOid,
    body: {
      institutionOid: studyRight.institutionOid,
      studyRightId: studyRight.id,
      kind: 'HIGHER_EDUCATION',
      version: studyRight.version,
      learnerId: studyRight.studentId,
      type: String(studyRight.virtaType),
      state: String(virtaStateOn(studyRight, today)),
      live: isLiveOn(studyRight, today),
      startDate: studyRight.startDate,
      endDate: studyRight.endDate,
      programmeCode: studyRight.programmeCode,
      sourceId: null,
    },
  };
}
