import type { Refusal as RefusalOf } from '#kernel';
import { errorTable, namesIn, type PlatformErrorCode, platformErrorsSaying, stepTable } from '#platform';

const texts = new URL('./texts/', import.meta.url);

/** What people can do about a refusal. Texts: `texts/steps.{fi,sv,en}.json`. */
const steps = stepTable(texts, {
  'open-the-application': { does: 'applications.applicationById' },
  'open-your-list': { does: 'applications.applicationList' },
  'see-your-drafts': { does: 'applications.applicationList' },
  'take-into-processing': { does: 'applications.startProcessing' },
  submit: { does: 'applications.submitApplication' },
  'delete-the-draft': { does: 'applications.deleteDraft' },
  resubmit: { does: 'applications.resubmitParts' },
  'cancel-the-whole': { does: 'applications.cancelApplication' },
  'cancel-undecided-parts': { does: 'applications.cancelApplication' },
  'see-the-decision': { does: 'decisions.showCase', at: { applicationId: 'id' } },
  'ask-the-student-office': {},
});

/** Every error code of this service: how it is answered and logged. What people read stands in `texts/`, in three languages. */
export const errors = errorTable(
  texts,
  {
    'application/not-found': { status: 404, next: ['open-your-list'] },
    'application/part-not-found': { status: 404, next: ['open-the-application'] },
    'application/role-not-allowed': { status: 403 },
    'application/condition-not-met': { status: 403, next: ['open-the-application'] },
    'application/not-the-owner': { status: 403, next: ['open-the-application'] },
    'application/not-the-handler': { status: 403, next: ['open-the-application'] },
    'application/wrong-state': {
      status: 409,
      next: [
        { step: 'take-into-processing', when: { partState: ['SENT'] } },
        { step: 'submit', when: { partState: ['DRAFT'] } },
        { step: 'delete-the-draft', when: { partState: ['DRAFT'] } },
        { step: 'resubmit', when: { partState: ['RETURNED'] } },
        'open-the-application',
      ],
    },
    'application/too-many-drafts': { status: 409, next: ['see-your-drafts'] },
    'application/part-already-decided': { status: 409, next: ['see-the-decision'] },
    'application/nothing-to-take-over': { status: 409, next: ['open-the-application'] },
    'application/nothing-to-transfer': { status: 409, next: ['open-the-application'] },
    'application/new-handler-unknown': { status: 400, at: 'handlerId' },
    'application/new-handler-is-the-applicant': { status: 400, at: 'handlerId' },
    'application/new-handler-of-other-programme': { status: 403, at: 'handlerId' },
    'application/nothing-to-process': { status: 409, next: ['open-the-application'] },
    'application/nothing-to-resubmit': { status: 409, next: ['open-the-application'] },
    'application/nothing-to-reopen': { status: 409, next: ['open-the-application'] },
    'application/cancel-the-whole': {
      status: 409,
      next: [{ step: 'cancel-the-whole', when: { canBeCancelled: [true] } }, 'open-the-application'],
    },
    'application/name-the-parts-to-cancel': {
      status: 409,
      next: [{ step: 'cancel-undecided-parts', when: { canBeCancelled: [true] } }, 'open-the-application'],
    },
    'application/idempotency-key-reused': { status: 409 },
    'application/recorded-other-decision': { status: 409, level: 'error' },
    'application/study-right-unknown': { status: 400, at: 'studyRightId' },
    'application/study-right-ended': { status: 409, at: 'studyRightId', next: ['ask-the-student-office'] },
    'application/study-right-not-begun': { status: 409, at: 'studyRightId' },
    'application/study-right-invalidated': { status: 409, at: 'studyRightId', next: ['ask-the-student-office'] },
    'application/study-right-type-blocked': { status: 409, at: 'studyRightId', next: ['ask-the-student-office'] },
    'application/study-right-of-other-education': { status: 409, at: 'studyRightId' },
    'application/programme-not-in-force': { status: 409, next: ['ask-the-student-office'] },
    'application/content-not-accepted': { status: 400 },
    'application/no-proposed-change': { status: 409, next: ['open-the-application'] },
    'application/proposed-change-lapsed': { status: 409, next: ['open-the-application'] },
    'application/change-changes-nothing': { status: 400 },
    'application/no-such-field': { status: 400 },
    'application/handler-required': { status: 400 },
    'application/handler-unknown': { status: 400 },
    'application/handler-left': { status: 400, next: ['ask-the-student-office'] },
    'application/handler-is-the-applicant': { status: 400 },
    'application/handler-of-other-programme': { status: 400 },
    'application/right-not-changeable': { status: 400 },
    'application/right-not-for-the-role': { status: 400 },
    'application/condition-not-possible': { status: 400 },
    'application/nobody-could-change-rights': { status: 409 },
    'application/type-required': { status: 400 },
    'application/basis-required': { status: 400 },
    'application/name-required': { status: 400 },
    'application/date-required': { status: 400 },
    'application/target-required': { status: 400 },
    'application/inclusion-has-a-target': { status: 400 },
    'application/course-unknown': { status: 400 },
    'application/course-not-in-force': { status: 400, next: ['ask-the-student-office'] },
    'application/course-named-twice': { status: 400 },
    'application/credits-out-of-range': { status: 400 },
    'application/credits-required': { status: 400 },
    'application/date-out-of-range': { status: 400 },
  },
  steps,
);

/** What stands in the platform's table, with what can be done about it here. */
export const platformErrorsHere = platformErrorsSaying(steps, {
  'platform/stale-version': ['open-the-application'],
  'platform/conflict': ['open-the-application'],
});

/** What people call the fields and coded values of this service. */
export const names = namesIn(texts);

/** A code of this service. */
export type ErrorCode = keyof typeof errors;
/** A "no" of this service: a code that stands nowhere does not compile. */
export type Refusal = RefusalOf<ErrorCode | PlatformErrorCode>;
