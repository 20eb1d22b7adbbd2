import { ProblemError } from '#platform';
import type { UnitOfWork } from '../unit-of-work.js';
import type { DeadLetterErrorCode } from './errors.js';
import type { Letter } from './letter.js';
import type { LetterTable } from './letter-table.js';

/** What a request has done to a group. */
export interface SettledGroup {
  readonly group: string;
  /** Send it back as `cursor` to go on; null when the end of the group was reached. */
  readonly nextCursor: string | null;
}

const PAGE = 100;
const EVERYBODY = { institutionOid: undefined };

/**
 * The open letters of a group in the order of their recording, beginning after the one with the number `after`; each is read
 * anew before it is handed out, because work on one letter may settle later ones.
 * @throws ProblemError `dead-letter/group-unknown`
 */
export async function* pagesOfGroup(
  unitOfWork: UnitOfWork,
  letters: LetterTable,
  group: string,
  after: string | undefined,
): AsyncGenerator<Letter> {
  if (!(await unitOfWork.read((sql) => letters.knowsGroup(sql, group)))) {
    throw new ProblemError<DeadLetterErrorCode>('dead-letter/group-unknown');
  }
  const filter = { state: 'open', group } as const;
  for (let from = after; ;) {
    const page = { after: from, limit: PAGE };
    const open = await unitOfWork.read((sql) => letters.page(sql, EVERYBODY, filter, page));
    for (const { id } of open) {
      const letter = await unitOfWork.read((sql) => letters.byId(sql, EVERYBODY, id));
      if (letter?.state === 'open' && letter.group === group) yield letter;
    }
    if (open.length < PAGE) return;
    from = open.at(-1)?.id;
  }
}
