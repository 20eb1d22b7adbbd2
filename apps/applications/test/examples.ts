import { DEFAULT_RIGHTS, type HolderOfRights } from '#kernel';
import type { ActingPerson } from '../src/domain/acting-person.js';
import type { Application, ApplicationPart, PartContent } from '../src/domain/application.js';
import type { KnownStudyRight } from '../src/domain/rules/a-study-right-must-be-the-students-own-and-live.js';

/** Example applications of the specs, in the states that a test names. */

export const STUDENT = 'student-1';
export const HANDLER = 'handler-1';
export const NOW = new Date('2026-11-23T10:00:00Z');

/** Somebody of an institution that has set nothing of its rights matrix. */
export function aPerson(personId: string, ...roles: string[]): HolderOfRights {
  return { personId, roles, rights: DEFAULT_RIGHTS, programmeCodes: [] };
}

/** The student, the handler, and another handler of the degree programme. */
export const THE_STUDENT: ActingPerson = { ...aPerson(STUDENT, 'STUDENT'), handlesIn: null };
export const THE_HANDLER: ActingPerson = { ...aPerson(HANDLER, 'HANDLER'), handlesIn: [] };
export const THE_COLLEAGUE: ActingPerson = { ...aPerson('handler-2', 'HANDLER'), handlesIn: ['TKT-KANDI'] };

export function aContent(changes: Partial<PartContent> = {}): PartContent {
  return {
    type: 'SUBSTITUTION',
    bases: [
      {
        kind: 'COMPETENCE',
        code: null,
        name: 'Scrum Master',
        organisation: 'Esimerkki Oy',
        credits: null,
        grade: null,
        gainedOn: '2022-05-15',
      },
    ],
    targets: [{ courseCode: 'TKT-101', name: { fi: 'Ohjelmoinnin perusteet' }, credits: 5, kind: 'COURSE' }],
    creditsApplied: 5,
    ...changes,
  };
}

export function aPart(number: number, changes: Partial<ApplicationPart> = {}): ApplicationPart {
  const state = changes.state ?? 'DRAFT';
  return {
    id: `part-${number}`,
    number,
    round: 1,
    state,
    outcome: null,
    decisionId: changes.outcome ? `decision-${number}` : null,
    handlerId: state === 'DRAFT' ? null : HANDLER,
    content: aContent(),
    sentContent: state === 'DRAFT' ? null : aContent(),
    returnReasonCodes: [],
    proposedChange: null,
    returnedFields: [],
    returnMessage: null,
    transfer: null,
    continuedInId: null,
    waitingSince: NOW,
    ...changes,
  };
}

export const DRAFT_PART = { state: 'DRAFT' } as const;
export const SENT_PART = { state: 'SENT' } as const;
export const OPEN_PART = { state: 'IN_PROCESS' } as const;
export const RETURNED_PART = { state: 'RETURNED' } as const;
export const CANCELLED_PART = { state: 'CANCELLED' } as const;
export const APPROVED_PART = { state: 'IN_PROCESS', outcome: 'APPROVED' } as const;
export const RECORDED_PART = { state: 'HANDLED', outcome: 'APPROVED' } as const;
export const REJECTED_PART = { state: 'HANDLED', outcome: 'REJECTED' } as const;

export function anApplication(
  parts: readonly Partial<ApplicationPart>[] = [DRAFT_PART, DRAFT_PART, DRAFT_PART, DRAFT_PART],
  changes: Partial<Application> = {},
): Application {
  return {
    id: 'application-1',
    institutionOid: '1.2.246.562.10.10000000001',
    kind: 'RECOGNITION',
    number: null,
    version: 3,
    toldVersion: 3,
    studentId: STUDENT,
    studyRightId: 'study-right-1',
    programmeCode: 'TKT-KANDI',
    handlerId: HANDLER,
    parts: parts.map((part, index) => aPart(index + 1, part)),
    continuedFromId: null,
    createdAt: new Date('2026-11-20T10:00:00Z'),
    submittedAt: null,
    changedAt: new Date('2026-11-20T10:00:00Z'),
    ...changes,
  };
}

export function aStudyRight(changes: Partial<KnownStudyRight> = {}): KnownStudyRight {
  return {
    studyRightId: 'study-right-1',
    learnerId: STUDENT,
    kind: 'HIGHER_EDUCATION',
    programmeCode: 'TKT-KANDI',
    live: true,
    invalidated: false,
    startDate: '2024-08-01',
    endDate: null,
    typeBlocked: false,
    ...changes,
  };
}
