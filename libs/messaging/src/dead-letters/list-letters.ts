import { type Actor, type Clock, writeAudit } from '#platform';
import type { UnitOfWork } from '../unit-of-work.js';
import type { LetterFilter, LetterTable } from './letter-table.js';
import { type LetterPage, letterView } from './letter-view.js';
import { authorise } from './policy.js';

export interface LetterPageRequest extends LetterFilter {
  /** 1–200. */
  readonly limit: number;
  /** Number of the last letter of the page before. */
  readonly cursor?: string | undefined;
}

/** What was dead-lettered in this service, oldest first. */
export class ListLetters {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly letters: LetterTable,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { limit, cursor, ...filter }: LetterPageRequest): Promise<LetterPage> {
    const scope = authorise(actor, 'look');
    return this.unitOfWork.run(async ({ sql }) => {
      const rows = await this.letters.page(sql, scope, filter, { after: cursor, limit: limit + 1 });
      const page = rows.slice(0, limit);
      await writeAudit(sql, {
        institutionOid: actor.institutionOid,
        actorId: actor.personId,
        action: 'list-dead-letters',
        targetKind: 'dead-letter-list',
        targetId: this.letters.consumer,
        details: { letterIds: page.map(({ id }) => id) },
        at: this.clock.now(),
      });
      return { items: page.map(letterView), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
    });
  }
}
