import type { Refusal as RefusalOf } from '#kernel';
import { errorTable, namesIn, type PlatformErrorCode } from '#platform';

/** Every error code of this service: how it is answered and logged. What people read stands in `texts/`, in three languages. */
export const errors = errorTable(new URL('./texts/', import.meta.url), {
  'decision/case-not-found': { status: 404 },
  'decision/part-not-found': { status: 404 },
  'decision/decision-not-found': { status: 404 },
  'decision/not-allowed': { status: 403, level: 'warn' },
  'decision/not-the-handler': { status: 403 },
  'decision/part-not-in-process': { status: 409 },
  'decision/already-decided': { status: 409 },
  'decision/reasons-missing': { status: 422 },
  'decision/rejection-grants-nothing': { status: 422 },
  'decision/approval-incomplete': { status: 422 },
  'decision/credits-not-possible': { status: 422 },
  'decision/exemption-grants-no-credits': { status: 422 },
  'decision/public-name-tells-of-a-person': { status: 422 },
  'decision/public-name-is-the-applicants': { status: 422 },
  'decision/grade-not-on-scale': { status: 422 },
  'decision/recorded-with-another-date': { status: 409 },
  'decision/name-missing': { status: 422 },
  'decision/step-not-possible': { status: 409, level: 'warn' },
  'decision/not-final-yet': { status: 409 },
  'decision/void': { status: 409 },
  'decision/rejected-not-recorded': { status: 409 },
  'decision/attainment-date-not-possible': { status: 422 },
  'decision/no-date-inside-study-right': { status: 409 },
  'decision/study-right-unknown': { status: 409, level: 'warn' },
  'decision/course-unknown': { status: 409, level: 'warn' },
  'decision/cursor-not-valid': { status: 400 },
  'decision/idempotency-key-reused': { status: 409 },
});

/** A code of this service. */
export type ErrorCode = keyof typeof errors;

/** What people call the fields and coded values of this service. */
export const names = namesIn(new URL('./texts/', import.meta.url));

/** A "no" of this service: a code that stands nowhere does not compile. */
export type Refusal = RefusalOf<ErrorCode | PlatformErrorCode>;
