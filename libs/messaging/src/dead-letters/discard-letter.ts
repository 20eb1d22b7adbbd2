import type { EntityManager } from 'typeorm';
import { type Actor, type Clock, ProblemError, writeAudit } from '#platform';
import type { DeadLetterErrorCode } from './errors.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { auditOfLetter } from './audit-of-letter.js';
import type { LetterTable } from './letter-table.js';
import { type LetterView, letterView } from './letter-view.js';
import { authorise } from './policy.js';

/** Gives a letter up for good. Its event will have no effect here, also when the topic is read again from its beginning. */
export class DiscardLetter {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly letters: LetterTable,
    private readonly clock: Clock,
  ) {}

  /**
   * @param reason why, in a person's words; kept with the letter, not in the audit line
   * @throws ProblemError `platform/not-found`; `dead-letter/already-settled`, `dead-letter/effect-exists`
   */
  async execute(actor: Actor, id: string, reason: string): Promise<LetterView> {
    const scope = authorise(actor, 'settle');
    const at = this.clock.now();
    return this.unitOfWork.run(async ({ sql }) => {
      const letter = await this.letters.byId(sql, scope, id);
      if (!letter) throw new ProblemError('platform/not-found');
      if (letter.state === 'discarded') return letterView(letter);
      const settlement = { state: 'discarded' as const, by: actor.personId, at, reason };
      const { settled, unparked } = await this.letters.settle(sql, letter, settlement);
      if (!settled)
        throw new ProblemError<DeadLetterErrorCode>('dead-letter/already-settled', {
          state: await this.stateOf(sql, id),
        });
      if (letter.waitsInOrder && !(await this.letters.bookDiscarded(sql, letter)))
        throw new ProblemError<DeadLetterErrorCode>('dead-letter/effect-exists');
      await writeAudit(sql, auditOfLetter(actor, 'discard-dead-letter', letter, at, { unparked }));
      const discarded = await this.letters.byId(sql, scope, id);
      return letterView(discarded ?? letter);
    });
  }

  private async stateOf(sql: EntityManager, id: string): Promise<string> {
    return (await this.letters.byId(sql, { institutionOid: undefined }, id))?.state ?? 'open';
  }
}
