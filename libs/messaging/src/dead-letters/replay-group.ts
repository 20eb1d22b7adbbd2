import type { Actor } from '#platform';
import type { DeliveredMessage } from '../ports.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { pagesOfGroup, type SettledGroup } from './group-pages.js';
import type { DeadLetterErrorCode } from './errors.js';
import type { Letter } from './letter.js';
import type { LetterBodies } from './letter-bodies.js';
import type { LetterTable } from './letter-table.js';
import { authorise } from './policy.js';
import { type Replaying, TIME_FOR_ONE_REQUEST, TOGETHER } from './replaying.js';

/** Why a letter was left open. */
export interface LeftOpen {
  readonly letterId: string;
  readonly cause: string;
}

export interface ReplayedGroup extends SettledGroup {
  readonly replayed: number;
  /** Letters that failed again, at most twenty; what waits behind each in its key was not tried. */
  readonly failed: readonly LeftOpen[];
  /** Letters that wait behind one of another cause. */
  readonly heldUp: number;
}

const MOST_NAMED = 20;

/**
 * Handles the open letters of a group, key by key, each key in its order; letters that only waited behind them (`parked-key`)
 * come along. A key in which a letter fails again, or one of another cause comes first, stays where it is; the others go on.
 */
export class ReplayGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly letters: LetterTable,
    private readonly bodies: LetterBodies,
    private readonly replaying: Replaying,
  ) {}

  /**
   * Works for some seconds; the caller asks again with the cursor of the answer until that is null.
   * @throws ProblemError `dead-letter/group-unknown`
   */
  async execute(actor: Actor, group: string, cursor?: string): Promise<ReplayedGroup> {
    authorise(actor, 'settle');
    const until = performance.now() + TIME_FOR_ONE_REQUEST;
    const done = { replayed: 0, failed: [] as LeftOpen[], heldUp: 0 };
    const { letters } = this;
    for await (const letter of pagesOfGroup(this.unitOfWork, letters, group, cursor)) {
      if (await this.waitsForAnother(letter)) done.heldUp++;
      else await this.replayFrom(actor, letter, done, until);
      if (performance.now() >= until) return { group, ...done, nextCursor: letter.id };
    }
    return { group, ...done, nextCursor: null };
  }

  private async waitsForAnother(letter: Letter): Promise<boolean> {
    if (!letter.waitsInOrder) return false;
    return (await this.unitOfWork.read((sql) => this.letters.olderOpen(sql, letter))) !== undefined;
  }

  /** The letter and, when its key was held up by it, those behind it that belong to the group or only waited. */
  private async replayFrom(
    actor: Actor,
    first: Letter,
    done: { replayed: number; failed: LeftOpen[] },
    until: number,
  ): Promise<void> {
    for (let run = await this.runFrom(first); run.length > 0; run = await this.runFrom(first)) {
      const records = await this.bodies.of(run);
      for (const letter of run) {
        if (letter.group !== first.group && letter.failure !== 'parked-key') return;
        const cause = await this.replayOne(actor, letter, records.get(letter.id));
        if (cause !== undefined) {
          if (done.failed.length < MOST_NAMED) done.failed.push({ letterId: letter.id, cause });
          return;
        }
        done.replayed++;
        if (performance.now() >= until) return;
      }
      if (!first.waitsInOrder) return;
    }
    await this.replaying.unpark(actor, first);
  }

  /** Open letters of the key in their order, from this one on; one behind which nothing waits is alone. */
  private async runFrom(first: Letter): Promise<Letter[]> {
    if (!first.waitsInOrder) return [first];
    const before = String(BigInt(first.id) - 1n);
    const open = await this.unitOfWork.read((sql) => this.letters.openOfKey(sql, first, before, TOGETHER));
    return open.filter(({ waitsInOrder }) => waitsInOrder);
  }

  /** @returns why it was left open, if it was */
  private async replayOne(
    actor: Actor,
    letter: Letter,
    record: DeliveredMessage | undefined,
  ): Promise<string | undefined> {
    if (!record) return 'dead-letter/body-gone' satisfies DeadLetterErrorCode;
    const outcome = await this.replaying.run(actor, letter, record);
    return outcome.replayed ? undefined : outcome.failed.code;
  }
}
