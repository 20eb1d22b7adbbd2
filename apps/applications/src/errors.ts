import type { Refusal as RefusalOf } from '#kernel';
import { errorTable, namesIn, type PlatformErrorCode } from '#platform';

/** Every error code of this service: how it is answered and logged. What people read stands in `texts/`, in three languages. */
export const errors = errorTable(new URL('./texts/', import.meta.url), {
  'application/not-found': { status: 404 },
  'application/part-not-found': { status: 404 },
  'application/role-not-allowed': { status: 403 },
  'application/not-the-owner': { status: 403 },
  'application/not-the-handler': { status: 403 },
  'application/wrong-state': { status: 409 },
  'application/too-many-drafts': { status: 409 },
  'application/part-already-decided': { status: 409 },
  'application/nothing-to-process': { status: 409 },
  'application/nothing-to-resubmit': { status: 409 },
  'application/nothing-to-reopen': { status: 409 },
  'application/cancel-the-whole': { status: 409 },
  'application/name-the-parts-to-cancel': { status: 409 },
  'application/idempotency-key-reused': { status: 409 },
  'application/recorded-other-decision': { status: 409, level: 'error' },
  'application/study-right-unknown': { status: 400 },
  'application/study-right-ended': { status: 409 },
  'application/study-right-not-begun': { status: 409 },
  'application/study-right-invalidated': { status: 409 },
  'application/study-right-type-blocked': { status: 409 },
  'application/study-right-of-other-education': { status: 409 },
  'application/programme-not-in-force': { status: 409 },
  'application/content-not-accepted': { status: 400 },
  'application/handler-required': { status: 400 },
  'application/handler-unknown': { status: 400 },
  'application/handler-left': { status: 400 },
  'application/handler-is-the-applicant': { status: 400 },
  'application/target-required': { status: 400 },
  'application/inclusion-has-a-target': { status: 400 },
  'application/course-unknown': { status: 400 },
  'application/course-not-in-force': { status: 400 },
  'application/course-named-twice': { status: 400 },
  'application/credits-out-of-range': { status: 400 },
  'application/credits-required': { status: 400 },
  'application/date-out-of-range': { status: 400 },
});

/** What people call the fields and coded values of this service. */
export const names = namesIn(new URL('./texts/', import.meta.url));

/** A code of this service. */
export type ErrorCode = keyof typeof errors;
/** A "no" of this service: a code that stands nowhere does not compile. */
export type Refusal = RefusalOf<ErrorCode | PlatformErrorCode>;
