import { LIMITS } from '#kernel';
import type { NewEvent } from '#messaging';
import { endDateOf, sourceIdOf, startDateOf, stateOf } from './domain/opiskeluoikeus.js';
import {
  isEnded,
  programmeCodeOf,
  type InvalidationChannel,
  type InvalidationReason,
  type StudyRight,
} from './domain/study-right.js';

const vocationalTypes: readonly string[] = ['ammatillinenkoulutus', 'tuva'];

/** Events of one study right have its oid as key; the learner's oid is never a key. */
export function studyRightStored(studyRight: StudyRight): NewEvent<'study-rights.study-right-stored.v1'> {
  const { data } = studyRight;
  const programmeCode = programmeCodeOf(studyRight);
  return {
    name: 'study-rights.study-right-stored.v1',
    key: studyRight.oid,
    institutionOid: studyRight.institutionOid,
    body: {
      institutionOid: studyRight.institutionOid,
      studyRightId: studyRight.oid,
      kind: vocationalTypes.includes(data.tyyppi.koodiarvo) ? 'VOCATIONAL' : 'OTHER',
      version: studyRight.version,
      learnerId: studyRight.learnerOid,
      type: data.tyyppi.koodiarvo,
      state: stateOf(data),
      live: !isEnded(studyRight),
      startDate: startDateOf(data),
      endDate: endDateOf(data),
      programmeCode: programmeCode !== null && programmeCode.length <= LIMITS.code ? programmeCode : null,
      sourceId: sourceIdOf(data)?.id ?? null,
    },
  };
}

/** The same words once more, for copies only. */
export function studyRightRestated(
  stored: NewEvent<'study-rights.study-right-stored.v1'>,
  invalidated: boolean,
): NewEvent {
  return { ...stored, name: 'study-rights.study-right-restated.v1', body: { ...stored.body, invalidated } };
}

/** @param supportCaseId the case, when the support desk did it by an override */
export function studyRightInvalidated(
  studyRight: StudyRight,
  invalidation: { reason: InvalidationReason; on: string },
  channel: InvalidationChannel,
  supportCaseId?: string,
): NewEvent {
  return {
    name: 'study-rights.study-right-invalidated.v1',
    key: studyRight.oid,
    institutionOid: studyRight.institutionOid,
    body: {
      institutionOid: studyRight.institutionOid,
      studyRightId: studyRight.oid,
      version: studyRight.version,
      reason: invalidation.reason,
      channel,
      invalidatedOn: invalidation.on,
      ...(supportCaseId !== undefined && { supportCaseId }),
    },
  };
}

export function invalidationRefused(
  studyRight: StudyRight,
  refusal: {
    hoksId: number;
    reason: InvalidationReason | null;
    channel: InvalidationChannel;
    key: string;
    nextSteps: string[];
  },
): NewEvent {
  const [first = refusal.key, ...others] = refusal.nextSteps;
  return {
    name: 'study-rights.study-right-invalidation-refused.v1',
    key: studyRight.oid,
    institutionOid: studyRight.institutionOid,
    body: {
      institutionOid: studyRight.institutionOid,
      studyRightId: studyRight.oid,
      ...refusal,
      nextSteps: [first, ...others] as [string, ...string[]],
    },
  };
}
