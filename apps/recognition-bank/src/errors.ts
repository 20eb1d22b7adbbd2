import { errorTable, namesIn, stepTable } from '#platform';
import type { Refusal as RefusalOf } from '#kernel';

const texts = new URL('./texts/', import.meta.url);

/** What people can do about a refusal. Texts: `texts/steps.{fi,sv,en}.json`. */
const steps = stepTable(texts, {
  'search-from-the-start': { does: 'recognition-bank.searchPrecedents' },
  'ask-the-administrator': {},
  'list-the-keywords': { does: 'recognition-bank.keywordList' },
  'restore-the-keyword': { does: 'recognition-bank.restoreKeyword', at: { code: 'keyword' } },
  'merge-the-keywords': { does: 'recognition-bank.mergeKeyword', at: { code: 'keyword' } },
});

/** Every error code of this service: how it is answered and logged. What people read stands in `texts/`, in three languages. */
export const errors = errorTable(
  texts,
  {
    'precedent/search-not-allowed': { status: 403, next: ['ask-the-administrator'] },
    'precedent/cursor-invalid': { status: 400, next: ['search-from-the-start'] },
    'keyword/role-not-allowed': { status: 403, next: ['ask-the-administrator'] },
    'keyword/not-found': { status: 404, next: ['list-the-keywords'] },
    'keyword/not-live': { status: 409, next: ['restore-the-keyword'] },
    'keyword/live-already': { status: 409 },
    'keyword/merged-into-itself': { status: 409, next: ['list-the-keywords'] },
    'keyword/term-taken': { status: 409, next: ['merge-the-keywords'] },
    'keyword/idempotency-key-reused': { status: 409 },
    'keyword/table-unreadable': { status: 422, at: 'csv' },
    'keyword/table-too-long': { status: 422, at: 'csv' },
    'keyword/line-invalid': { status: 422, at: 'csv' },
    'keyword/cursor-invalid': { status: 400, next: ['list-the-keywords'] },
  },
  steps,
);

/** A code of this service. */
export type ErrorCode = keyof typeof errors;
/** A "no" of this service: a code that stands nowhere does not compile. */
export type Refusal = RefusalOf<ErrorCode>;

/** What people call the fields and coded values of this service. */
export const names = namesIn(texts);
