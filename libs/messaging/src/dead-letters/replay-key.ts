import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { deadLetterTopic } from '#contracts';
import { type Actor, ProblemError } from '#platform';
import type { DeadLetterErrorCode } from './errors.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { Letter } from './letter.js';
import type { LetterBodies } from './letter-bodies.js';
import type { KeyPlace, LetterTable } from './letter-table.js';
import { authorise } from './policy.js';
import { type Replaying, TIME_FOR_ONE_REQUEST, TOGETHER } from './replaying.js';

/** What has been done for a key. */
export const replayedKey = z
  .object({
    topic: z.string(),
    key: z.string(),
    replayed: z.int(),
    leftUnreadable: z.int().describe('Letters that still cannot be read: they stay open, and nobody waits behind them'),
    parked: z.boolean().describe('Later events still go to the dead letters: time ran out, ask again'),
  })
  .readonly()
  .meta({ id: 'ReplayedKey' });
export type ReplayedKey = z.infer<typeof replayedKey>;

/** Messages that found the key parked just before it was unparked show up within this time, ms, and park it again. */
const STRAGGLERS_MS = 500;

/** Handles all open letters of a key in their order, then lets its events through again. */
export class ReplayKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly letters: LetterTable,
    private readonly bodies: LetterBodies,
    private readonly replaying: Replaying,
  ) {}

  /** @throws ProblemError `dead-letter/key-unknown`; `dead-letter/replay-failed` at the first letter that fails again */
  async execute(actor: Actor, place: KeyPlace): Promise<ReplayedKey> {
    authorise(actor, 'settle');
    if (!(await this.unitOfWork.read((sql) => this.letters.knowsKey(sql, place)))) {
      throw new ProblemError<DeadLetterErrorCode>('dead-letter/key-unknown');
    }
    const until = performance.now() + TIME_FOR_ONE_REQUEST;
    const done = { replayed: 0, leftUnreadable: 0, after: '0' };
    for (;;) {
      await this.replayOpen(actor, place, done, until);
      if (performance.now() < until) await this.replaying.unpark(actor, place);
      await delay(STRAGGLERS_MS);
      const parked = await this.unitOfWork.read((sql) => this.letters.isParked(sql, place));
      const { replayed, leftUnreadable } = done;
      if (!parked || performance.now() >= until) return { ...place, replayed, leftUnreadable, parked };
    }
  }

  /** In their order; letters that arrive meanwhile are further on and come along. */
  private async replayOpen(
    actor: Actor,
    place: KeyPlace,
    done: { replayed: number; leftUnreadable: number; after: string },
    until: number,
  ): Promise<void> {
    for (;;) {
      const open = await this.unitOfWork.read((sql) => this.letters.openOfKey(sql, place, done.after, TOGETHER));
      if (open.length === 0) return;
      const records = await this.bodies.of(open);
      for (const letter of open) {
        if (performance.now() >= until) return;
        const record = records.get(letter.id);
        if (!record) throw bodyGone(letter);
        const outcome = await this.replaying.run(actor, letter, record);
        if (outcome.replayed) done.replayed++;
        else if (outcome.unreadable && !letter.waitsInOrder) done.leftUnreadable++;
        else throw failedAgain(letter, outcome.failed.code, done.replayed);
        done.after = letter.id;
      }
    }
  }
}

function bodyGone({ id, topic, consumer }: Letter): ProblemError<DeadLetterErrorCode> {
  return new ProblemError<DeadLetterErrorCode>('dead-letter/body-gone', {
    letterId: id,
    topic: deadLetterTopic(topic, consumer),
  });
}

function failedAgain({ id }: Letter, cause: string, replayed: number): ProblemError<DeadLetterErrorCode> {
  return new ProblemError<DeadLetterErrorCode>('dead-letter/replay-failed', { letterId: id, cause, replayed });
}
