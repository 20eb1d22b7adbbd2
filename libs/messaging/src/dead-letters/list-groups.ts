import { type Actor, type Clock, writeAudit } from '#platform';
import type { UnitOfWork } from '../unit-of-work.js';
import type { LetterGroup, LetterTable } from './letter-table.js';
import { authorise } from './policy.js';

/** A group as clients see it; times are ISO 8601 in UTC. */
export interface GroupView extends Omit<LetterGroup, 'firstFailureAt' | 'lastFailureAt'> {
  readonly firstFailureAt: string;
  readonly lastFailureAt: string;
}

export interface GroupPage {
  readonly items: readonly GroupView[];
  /** Send it back as `cursor` for the next page; null on the last one. */
  readonly nextCursor: string | null;
}

/** The open letters of this service by their cause: the code of the failure and the first frame of our own code. */
export class ListGroups {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly letters: LetterTable,
    private readonly clock: Clock,
  ) {}

  /** @param limit 1–200 */
  async execute(actor: Actor, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<GroupPage> {
    const scope = authorise(actor, 'look');
    return this.unitOfWork.run(async ({ sql }) => {
      const rows = await this.letters.groups(sql, scope, { after: cursor, limit: limit + 1 });
      const page = rows.slice(0, limit);
      await writeAudit(sql, {
        institutionOid: actor.institutionOid,
        actorId: actor.personId,
        action: 'list-dead-letter-groups',
        targetKind: 'dead-letter-list',
        targetId: this.letters.consumer,
        details: { groups: page.map(({ group }) => group) },
        at: this.clock.now(),
      });
      return { items: page.map(viewOf), nextCursor: rows.length > limit ? (page.at(-1)?.group ?? null) : null };
    });
  }
}

function viewOf(group: LetterGroup): GroupView {
  const { firstFailureAt, lastFailureAt } = group;
  return { ...group, firstFailureAt: firstFailureAt.toISOString(), lastFailureAt: lastFailureAt.toISOString() };
}
