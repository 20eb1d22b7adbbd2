import { type Actor, type Clock, isUnavailable, writeAudit } from '#platform';
import { decode } from '../cloud-events.js';
import { stackHash } from '../consumer/dead-letter.js';
import { nameOf, stackOf } from '../consumer/failure-lines.js';
import { classify } from '../consumer/failure-policy.js';
import { ownFrame } from '../consumer/own-frame.js';
import { diagnostics, type Replayed } from '../diagnostics.js';
import type { DeliveredMessage } from '../ports.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { auditOfLetter } from './audit-of-letter.js';
import type { Letter, ReplayFailure } from './letter.js';
import { originalMessage } from './letter-bodies.js';
import type { KeyPlace, LetterTable } from './letter-table.js';

/** Handles one message although its key is parked; throws when it fails. `EventServer` does it. */
export interface Replayer {
  replay(message: DeliveredMessage): Promise<'done' | 'seen' | 'ignored'>;
}

/** One request takes at most about this long, ms; a caller with more letters asks again. */
export const TIME_FOR_ONE_REQUEST = 15_000;

/** Letters whose bodies are looked up together. */
export const TOGETHER = 50;

export type ReplayOutcome =
  | { readonly replayed: true }
  | { readonly replayed: false; readonly unreadable: boolean; readonly failed: ReplayFailure };

/**
 * One replay of one letter. The reaction commits with its inbox row, the letter is settled afterwards: after a crash in
 * between, or when two operators replay at once, the inbox says "seen" and the letter is settled all the same.
 */
export class Replaying {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly letters: LetterTable,
    private readonly replayer: Replayer,
    private readonly clock: Clock,
  ) {}

  /** @throws the error of an outage; the letter is untouched then */
  async run(actor: Actor, letter: Letter, record: DeliveredMessage): Promise<ReplayOutcome> {
    const message = originalMessage(letter, record);
    // The place of the record was checked when it was given up; the operator has decided about that.
    const decoded = message.tombstone ? undefined : decode(message, { anyPartition: true });
    if (decoded && 'unreadable' in decoded) {
      const failed: ReplayFailure = {
        failure: 'unreadable',
        code: decoded.unreadable.code,
        stackHash: null,
        ownFrame: null,
      };
      return this.failed(actor, letter, failed);
    }
    let outcome: 'done' | 'seen' | 'ignored';
    try {
      outcome = await this.replayer.replay(message);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      return this.failed(actor, letter, failureOf(error));
    }
    await this.settled(actor, letter, outcome);
    this.announce(letter, outcome);
    return { replayed: true };
  }

  /** Lets the events of a key without open letters through; the last letter of a key has done so already. */
  async unpark(actor: Actor, { topic, key }: KeyPlace): Promise<void> {
    await this.unitOfWork.run(async ({ sql }) => {
      if (!(await this.letters.unpark(sql, { topic, key }))) return;
      await writeAudit(sql, {
        institutionOid: actor.institutionOid,
        actorId: actor.personId,
        action: 'unpark-key',
        targetKind: 'parked-key',
        targetId: key,
        details: { topic },
        at: this.clock.now(),
      });
    });
  }

  private async settled(actor: Actor, letter: Letter, outcome: string): Promise<void> {
    const at = this.clock.now();
    await this.unitOfWork.run(async ({ sql }) => {
      const { settled, unparked } = await this.letters.settle(sql, letter, {
        state: 'replayed',
        by: actor.personId,
        at,
      });
      if (!settled) return;
      await writeAudit(sql, auditOfLetter(actor, 'replay-dead-letter', letter, at, { outcome, unparked }));
    });
  }

  private async failed(actor: Actor, letter: Letter, failed: ReplayFailure): Promise<ReplayOutcome> {
    const at = this.clock.now();
    await this.unitOfWork.run(async ({ sql }) => {
      await this.letters.countFailure(sql, letter, failed, at);
      await writeAudit(sql, auditOfLetter(actor, 'fail-to-replay-dead-letter', letter, at, failed));
    });
    this.announce(letter, 'failed', failed.code);
    return { replayed: false, unreadable: failed.failure === 'unreadable', failed };
  }

  private announce({ consumer, id, topic }: Letter, outcome: Replayed['outcome'], code?: string): void {
    diagnostics.replay.publish(() => ({ consumer, letterId: id, topic, outcome, ...(code !== undefined && { code }) }));
  }
}

function failureOf(error: unknown): ReplayFailure {
  const stack = stackOf(error);
  return {
    failure: classify(error),
    code: nameOf(error),
    stackHash: stack === undefined ? null : stackHash(stack),
    ownFrame: ownFrame(error) ?? null,
  };
}
