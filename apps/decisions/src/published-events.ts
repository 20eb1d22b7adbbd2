import { creditsOf, finnishDay } from '#kernel';
import type { NewEvent } from '#messaging';
import type { Case } from './domain/case.js';
import type { Decision } from './domain/decision.js';
import type { PlannedAttainment, Precedent } from './domain/recording.js';

/**
 * What this service publishes, in the words of the contracts. The key of everything about a case is its application
 * id; the one exception is the precedent, whose key is random and stands nowhere else but on the decision row (R85).
 */

export function decisionProposed(decision: Decision): NewEvent {
  const { institutionOid, applicationId, partId, round, outcome, deciderId } = decision;
  return {
    name: 'decisions.decision-proposed.v1',
    key: applicationId,
    institutionOid,
    body: {
      institutionOid,
      decisionId: decision.id,
      applicationId,
      partId,
      round,
      outcome,
      grantedCredits: creditsOf(decision.grantedCredits),
      deciderId,
      proposedOn: finnishDay(decision.decidedAt),
    },
  };
}

export function decisionMade(decision: Decision, studentId: string): NewEvent {
  const { institutionOid, applicationId, partId, outcome, deciderId } = decision;
  return {
    name: 'decisions.decision-made.v1',
    key: applicationId,
    institutionOid,
    body: {
      institutionOid,
      decisionId: decision.id,
      applicationId,
      partId,
      studentId,
      outcome,
      grantedCredits: creditsOf(decision.grantedCredits),
      deciderId,
      decidedOn: finnishDay(decision.decidedAt),
    },
  };
}

export function decisionVoided(decision: Decision, reason: string): NewEvent {
  const { institutionOid, applicationId, partId, deciderId } = decision;
  return {
    name: 'decisions.decision-voided.v1',
    key: applicationId,
    institutionOid,
    body: { institutionOid, decisionId: decision.id, applicationId, partId, deciderId, reason },
  };
}

/**
 * What a recording publishes: the recognition, an attainment each for systems outside, and the precedent for the bank.
 * @param decision in state RECORDED
 */
export function recordingAnnounced(
  applicationCase: Case,
  decision: Decision,
  attainments: readonly (PlannedAttainment & { readonly id: string })[],
  precedent: Precedent,
): NewEvent[] {
  const { recorderId, recordedAt, bankKey } = decision;
  if (recorderId === null || recordedAt === null || bankKey === null) {
    throw new Error(`decision ${decision.id} is announced as recorded but is ${decision.state}`);
  }
  return [
    recognitionRecorded(
      decision,
      attainments.map(({ id }) => id),
      recorderId,
      recordedAt,
    ),
    ...attainments.map((attainment) => attainmentRecorded(applicationCase, decision, attainment)),
    precedentReleased(decision.institutionOid, bankKey, precedent),
  ];
}

function recognitionRecorded(
  decision: Decision,
  attainmentIds: string[],
  recorderId: string,
  recordedAt: Date,
): NewEvent {
  const { institutionOid, applicationId, partId } = decision;
  return {
    name: 'decisions.recognition-recorded.v1',
    key: applicationId,
    institutionOid,
    body: {
      institutionOid,
      decisionId: decision.id,
      applicationId,
      partId,
      attainmentIds,
      recorderId,
      recordedOn: finnishDay(recordedAt),
    },
  };
}

/** Laji 2 with its recognition date: made impossible to leave out, or the credits would be reported as studied. */
function attainmentRecorded(
  applicationCase: Case,
  decision: Decision,
  attainment: PlannedAttainment & { readonly id: string },
): NewEvent {
  const { institutionOid, applicationId } = decision;
  const { recognitionType, courseCode, name, grade } = attainment;
  return {
    name: 'decisions.attainment-recorded.v1',
    key: applicationId,
    institutionOid,
    body: {
      institutionOid,
      attainmentId: attainment.id,
      decisionId: decision.id,
      applicationId,
      studentId: applicationCase.studentId,
      studyRightId: applicationCase.studyRightId,
      recognitionType,
      courseCode,
      name,
      credits: creditsOf(attainment.credits),
      grade,
      originalDate: attainment.originalDate,
      attainmentDate: attainment.attainmentDate,
      recognitionDate: attainment.recognitionDate,
      fieldOfEducation: attainment.fieldOfEducation,
      bases: attainment.bases.map(({ kind, name: basisName, organisation }) => ({
        kind,
        name: basisName,
        organisation,
      })),
    },
  };
}

/** @param bankKey random; the key of the record as well, so that nothing in the envelope leads to the application */
export function precedentReleased(institutionOid: string, bankKey: string, precedent: Precedent): NewEvent {
  const { creditsApplied, creditsGranted, basisKeywords, ...rest } = precedent;
  return {
    name: 'decisions.precedent-released.v1',
    key: bankKey,
    institutionOid,
    body: {
      institutionOid,
      bankKey,
      ...rest,
      basisKeywords: [...basisKeywords],
      partial: false,
      creditsApplied: creditsOf(creditsApplied),
      creditsGranted: creditsOf(creditsGranted),
    },
  };
}

/** Asks the owner of some things to publish them again as they stand. */
export function askToRepublish(
  institutionOid: string,
  of: 'APPLICATION' | 'STUDY_RIGHT',
  ids: readonly string[],
): NewEvent {
  const [first = '', ...others] = ids;
  return {
    name: 'decisions.republish-requested.v1',
    key: institutionOid,
    institutionOid,
    body: { institutionOid, of, ids: [first, ...others] },
  };
}
