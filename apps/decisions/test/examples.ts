import type { Basis, Case, CasePart, Target } from '../src/domain/case.js';
import type { DecisionContent } from '../src/domain/decision-content.js';
import type { Decision } from '../src/domain/decision.js';
import type { Course } from '../src/domain/course.js';

/** Object mothers of the specs: a valid thing, with the differences that the test is about. */

export const INSTITUTION = '1.2.246.562.10.10000000001';
export const STUDENT = '5f0c1c9a-0000-4000-8000-000000000001';
export const HANDLER = '5f0c1c9a-0000-4000-8000-000000000002';
export const PART = '0193a0b0-0000-7000-8000-000000000011';
export const NOON = new Date('2026-11-23T10:00:00Z');

export function basis(differences: Partial<Basis> = {}): Basis {
  return {
    kind: 'COMPETENCE',
    code: null,
    name: 'Scrum Master',
    organisation: 'Esimerkki Oy',
    credits: null,
    grade: null,
    gainedOn: '2025-05-15',
    ...differences,
  };
}

export function target(courseCode: string, extent: number, kind: Target['kind'] = 'COURSE'): Target {
  return { courseCode, name: { fi: `${courseCode} suomeksi`, en: `${courseCode} in English` }, extent, kind };
}

export function course(courseCode: string, extent: number, memberCourseCodes: string[] = []): Course {
  const kind = memberCourseCodes.length > 0 ? 'MODULE' : 'COURSE';
  return { courseCode, name: { fi: `${courseCode} suomeksi` }, extent, kind, memberCourseCodes, gradeScale: '0-5' };
}

export function part(differences: Partial<CasePart> = {}): CasePart {
  return {
    partId: PART,
    number: 1,
    round: 1,
    contentRound: 1,
    state: 'IN_PROCESS',
    outcome: null,
    handlerId: HANDLER,
    type: 'SUBSTITUTION',
    bases: [basis()],
    targets: [target('TKT-103', 5_00)],
    creditsApplied: 5_00,
    ...differences,
  };
}

export function caseWith(...parts: CasePart[]): Case {
  return {
    institutionOid: INSTITUTION,
    applicationId: '0193a0b0-0000-7000-8000-000000000001',
    version: 3,
    state: 'IN_PROCESS',
    studentId: STUDENT,
    studyRightId: '5f0c1c9a-0000-4000-8000-0000000000a1',
    programmeCode: 'TKT-KANDI',
    parts,
  };
}

export function approval(differences: Partial<DecisionContent> = {}): DecisionContent {
  return {
    outcome: 'APPROVED',
    grantedCredits: 5_00,
    grade: '4',
    fieldOfEducation: 7,
    keywords: ['projektinhallinta'],
    ...differences,
  };
}

export function decision(differences: Partial<Decision> = {}): Decision {
  return {
    id: '0193a0b0-0000-7000-8000-000000000021',
    institutionOid: INSTITUTION,
    applicationId: '0193a0b0-0000-7000-8000-000000000001',
    partId: PART,
    round: 1,
    state: 'FINAL',
    outcome: 'APPROVED',
    grantedCredits: 5_00,
    grade: '4',
    fieldOfEducation: 7,
    keywords: ['projektinhallinta'],
    reasons: null,
    basisName: null,
    agreedPublicText: null,
    deciderId: HANDLER,
    decidedAt: NOON,
    voidReason: null,
    bankKey: null,
    recorderId: null,
    recordedAt: null,
    ...differences,
  };
}
