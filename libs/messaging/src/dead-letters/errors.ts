import { errorTable, namesIn } from '#platform';

/** What the dead-letter controllers answer with besides the platform's codes; the same in every service. */
export const deadLetterErrors = errorTable(new URL('./texts/', import.meta.url), {
  'dead-letter/already-settled': { status: 409 },
  'dead-letter/not-the-oldest': { status: 409 },
  'dead-letter/replay-failed': { status: 409 },
  'dead-letter/still-unreadable': { status: 409 },
  'dead-letter/body-gone': { status: 410, level: 'warn' },
  'dead-letter/effect-exists': { status: 409 },
  'dead-letter/key-unknown': { status: 404 },
  'dead-letter/group-unknown': { status: 404 },
});

/** A code of the controllers for dead letters. */
export type DeadLetterErrorCode = keyof typeof deadLetterErrors;

/** What people call the fields and coded values at the controllers for dead letters and stuck partitions. */
export const deadLetterNames = namesIn(new URL('./texts/', import.meta.url));
