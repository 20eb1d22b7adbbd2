import { errorTable, namesIn } from '#platform';
import type { Refusal as RefusalOf } from '#kernel';

/** Every error code of this service: how it is answered and logged. What people read stands in `texts/`, in three languages. */
export const errors = errorTable(new URL('./texts/', import.meta.url), {
  'precedent/search-not-allowed': { status: 403 },
  'precedent/cursor-invalid': { status: 400 },
});

/** A code of this service. */
export type ErrorCode = keyof typeof errors;
/** A "no" of this service: a code that stands nowhere does not compile. */
export type Refusal = RefusalOf<ErrorCode>;

/** What people call the fields and coded values of this service. */
export const names = namesIn(new URL('./texts/', import.meta.url));
