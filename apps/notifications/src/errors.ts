import { errorTable, namesIn, stepTable } from '#platform';

const texts = new URL('./texts/', import.meta.url);

/** What people can do about a refusal. Texts: `texts/steps.{fi,sv,en}.json`. */
const steps = stepTable(texts, {
  'read-from-the-start': { does: 'notifications.listDeskMessages' },
  'ask-the-administrator': {},
});

/** Every error code of this service: how it is answered and logged. What people read stands in `texts/`, in three languages. */
export const errors = errorTable(
  texts,
  {
    'message/not-found': { status: 404, next: ['read-from-the-start'] },
    'message/cursor-invalid': { status: 400, next: ['read-from-the-start'] },
    'settings/role-not-allowed': { status: 403, next: ['ask-the-administrator'] },
    'settings/idempotency-key-reused': { status: 409 },
    'preferences/view-name-taken': { status: 409, at: 'name' },
    'preferences/too-many-views': { status: 409 },
  },
  steps,
);

/** A code of this service. */
export type ErrorCode = keyof typeof errors;

/** What people call the fields and coded values of this service. */
export const names = namesIn(texts);
