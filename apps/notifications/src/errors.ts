import { errorTable, namesIn } from '#platform';

/** Every error code of this service: how it is answered and logged. What people read stands in `texts/`, in three languages. */
export const errors = errorTable(new URL('./texts/', import.meta.url), {
  'message/not-found': { status: 404 },
  'message/cursor-invalid': { status: 400 },
});

/** A code of this service. */
export type ErrorCode = keyof typeof errors;

/** What people call the fields and coded values of this service. */
export const names = namesIn(new URL('./texts/', import.meta.url));
