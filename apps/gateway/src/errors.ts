import { errorTable } from '#platform';

/** Every error code of the gateway itself; what people read stands in `session/texts/`, in three languages. */
export const errors = errorTable(new URL('./session/texts/', import.meta.url), {
  'session/none': { status: 401 },
  'session/ended': { status: 401 },
  'session/csrf': { status: 403, level: 'warn' },
  'session/two-ways': { status: 400 },
  'session/sign-in-failed': { status: 400, level: 'warn' },
  'session/sign-in-expired': { status: 400 },
  'session/not-for-pages': { status: 403, level: 'warn' },
  'session/logout-token-invalid': { status: 400, level: 'warn' },
});

/** A code of the gateway. */
export type ErrorCode = keyof typeof errors;
