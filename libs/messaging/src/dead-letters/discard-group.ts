import { type Actor, ProblemError } from '#platform';
import type { UnitOfWork } from '../unit-of-work.js';
import type { DiscardLetter } from './discard-letter.js';
import { pagesOfGroup, type SettledGroup } from './group-pages.js';
import type { LetterTable } from './letter-table.js';
import { authorise } from './policy.js';
import { TIME_FOR_ONE_REQUEST } from './replaying.js';

export interface DiscardedGroup extends SettledGroup {
  readonly discarded: number;
  /** Letters left open because their event has had its effect: a replay settles them. */
  readonly leftWithEffect: number;
}

/** Gives all open letters of a group up, each with the same reason; what waits behind them stays. */
export class DiscardGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly letters: LetterTable,
    private readonly discardLetter: DiscardLetter,
  ) {}

  /**
   * Works for some seconds; the caller asks again with the cursor of the answer until that is null.
   * @throws ProblemError `dead-letter/group-unknown`
   */
  async execute(actor: Actor, group: string, reason: string, cursor?: string): Promise<DiscardedGroup> {
    authorise(actor, 'settle');
    const until = performance.now() + TIME_FOR_ONE_REQUEST;
    const done = { discarded: 0, leftWithEffect: 0 };
    for await (const letter of pagesOfGroup(this.unitOfWork, this.letters, group, cursor)) {
      try {
        await this.discardLetter.execute(actor, letter.id, reason);
        done.discarded++;
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        if (error.code === 'dead-letter/effect-exists') done.leftWithEffect++;
        // Somebody else was faster.
        else if (error.code !== 'dead-letter/already-settled') throw error;
      }
      if (performance.now() >= until) return { group, ...done, nextCursor: letter.id };
    }
    return { group, ...done, nextCursor: null };
  }
}
