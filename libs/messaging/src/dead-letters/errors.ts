import { errorTable, namesIn, stepTable } from '#platform';

const texts = new URL('./texts/', import.meta.url);

/** What operators can do about a refusal. Texts: `texts/steps.{fi,sv,en}.json`. */
const steps = stepTable(texts, {
  'settle-the-oldest': { does: 'each.settleLettersReplay', at: { id: 'oldestId' } },
  'discard-the-letter': { does: 'each.settleLettersDiscard', at: { id: 'letterId' } },
  'replay-the-letter': { does: 'each.settleLettersReplay' },
  'see-the-groups': { does: 'each.letterGroupsList' },
});

/** What the dead-letter controllers answer with besides the platform's codes; the same in every service. */
export const deadLetterErrors = errorTable(
  texts,
  {
    'dead-letter/already-settled': { status: 409 },
    'dead-letter/not-the-oldest': { status: 409, next: ['settle-the-oldest'] },
    'dead-letter/replay-failed': { status: 409 },
    'dead-letter/still-unreadable': { status: 409, next: ['discard-the-letter'] },
    'dead-letter/body-gone': { status: 410, level: 'warn', next: ['discard-the-letter'] },
    'dead-letter/effect-exists': { status: 409, next: ['replay-the-letter'] },
    'dead-letter/key-unknown': { status: 404 },
    'dead-letter/group-unknown': { status: 404, next: ['see-the-groups'] },
  },
  steps,
);

/** A code of the controllers for dead letters. */
export type DeadLetterErrorCode = keyof typeof deadLetterErrors;

/** What people call the fields and coded values at the controllers for dead letters and stuck partitions. */
export const deadLetterNames = namesIn(texts);
