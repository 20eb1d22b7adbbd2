import type { Refusal as RefusalOf } from '#kernel';
import { errorTable, namesIn, type PlatformErrorCode, stepTable } from '#platform';

const texts = new URL('./texts/', import.meta.url);

/** What the applications service calls what is called applicationId here. */
const AT_APPLICATION = { id: 'applicationId' };

/** What people can do about a refusal. Texts: `texts/steps.{fi,sv,en}.json`. */
const steps = stepTable(texts, {
  'open-the-application': { does: 'applications.applicationById', at: AT_APPLICATION },
  'find-the-application': { does: 'applications.applicationList' },
  'take-into-processing': { does: 'applications.startProcessing', at: AT_APPLICATION },
  'return-the-part': { does: 'applications.returnPart', at: AT_APPLICATION },
  'open-the-decision': { does: 'decisions.showDecision' },
  'reject-the-part': { does: 'decisions.makeDecision' },
  'record-without-a-date': { does: 'decisions.recordRecognition' },
  'read-from-the-start': { does: 'decisions.recordingQueue' },
  'choose-keywords': { does: 'recognition-bank.keywordMenu' },
  'ask-the-handler': {},
  'ask-the-administrator': {},
  'ask-the-study-office': {},
});

/** Every error code of this service: how it is answered and logged. What people read stands in `texts/`, in three languages. */
export const errors = errorTable(
  texts,
  {
    'decision/case-not-found': { status: 404 },
    'decision/part-not-found': { status: 404, next: ['open-the-application'] },
    'decision/decision-not-found': { status: 404, next: ['find-the-application'] },
    'decision/not-allowed': { status: 403, level: 'warn', next: ['ask-the-administrator'] },
    'decision/not-the-handler': { status: 403, next: ['ask-the-handler'] },
    'decision/condition-not-met': { status: 403, next: ['ask-the-administrator'] },
    'decision/part-not-in-process': {
      status: 409,
      next: [{ step: 'take-into-processing', when: { state: ['SENT'] } }, 'open-the-application'],
    },
    'decision/already-decided': { status: 409, next: ['open-the-decision'] },
    'decision/reasons-missing': { status: 422, at: 'reasons' },
    'decision/rejection-grants-nothing': { status: 422, at: '{fields}' },
    'decision/approval-incomplete': { status: 422, at: '{fields}' },
    'decision/keyword-not-live': { status: 422, at: 'keywords', next: ['choose-keywords'] },
    'decision/credits-not-possible': { status: 422, at: 'grantedCredits', next: ['reject-the-part'] },
    'decision/exemption-grants-no-credits': { status: 422, at: 'grantedCredits' },
    'decision/public-name-tells-of-a-person': { status: 422, at: '{field}', next: ['return-the-part'] },
    'decision/public-name-is-the-applicants': { status: 422, at: 'basisName' },
    'decision/grade-not-on-scale': { status: 422, at: 'grade' },
    'decision/recorded-with-another-date': { status: 409, at: 'recordedOn', next: ['record-without-a-date'] },
    'decision/name-missing': { status: 422, at: 'basisName', next: ['return-the-part'] },
    'decision/step-not-possible': { status: 409, level: 'warn', next: ['open-the-decision'] },
    'decision/not-final-yet': { status: 409, next: ['open-the-decision'] },
    'decision/void': { status: 409, next: ['open-the-decision'] },
    'decision/rejected-not-recorded': { status: 409, next: ['open-the-decision'] },
    'decision/attainment-date-not-possible': { status: 422, at: 'recordedOn' },
    'decision/no-date-inside-study-right': { status: 409, next: ['ask-the-study-office'] },
    'decision/study-right-unknown': { status: 409, level: 'warn', next: ['ask-the-study-office'] },
    'decision/course-unknown': { status: 409, level: 'warn', next: ['ask-the-study-office'] },
    'decision/cursor-not-valid': { status: 400, next: ['read-from-the-start'] },
    'decision/idempotency-key-reused': { status: 409 },
  },
  steps,
);

/** A code of this service. */
export type ErrorCode = keyof typeof errors;

/** What people call the fields and coded values of this service. */
export const names = namesIn(texts);

/** A "no" of this service: a code that stands nowhere does not compile. */
export type Refusal = RefusalOf<ErrorCode | PlatformErrorCode>;
