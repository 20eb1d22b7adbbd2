import type { Provider } from '@nestjs/common';
import { Clock, ProblemError, type SentCommand } from '#platform';
import { type Transaction, UnitOfWork } from '../unit-of-work.js';
import { IdempotencyKeys } from './idempotency-keys.js';

/** A command that its sender may repeat; without a key every repetition is a command of its own. */
export type RepeatableCommand = Pick<SentCommand, 'key' | 'fingerprint'> & {
  readonly actor: { readonly institutionOid: string; readonly personId: string };
};

/** Runs a command at most once per person and Idempotency-Key; a repetition gets the first answer from the store. */
export class IdempotentTransaction {
  private readonly keys = new IdempotencyKeys();

  /** @param reusedCode refusal of a key that came with another command before */
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly reusedCode: string,
  ) {}

  static refusing(reusedCode: string): Provider {
    return {
      provide: IdempotentTransaction,
      inject: [UnitOfWork, Clock],
      useFactory: (unitOfWork: UnitOfWork, clock: Clock) => new IdempotentTransaction(unitOfWork, clock, reusedCode),
    };
  }

  /**
   * @param again what a repetition leaves behind, such as its audit line
   * @throws ProblemError with the code of this service for a key that came with another command before
   */
  async run<T extends object | undefined>(
    { actor, key, fingerprint }: RepeatableCommand,
    work: (tx: Transaction, now: Date) => Promise<T>,
    again: (tx: Transaction, answer: T, now: Date) => Promise<void>,
  ): Promise<T> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (tx) => {
      if (key === undefined) return work(tx, now);
      const { institutionOid, personId } = actor;
      const claimed = { institutionOid, personId, key, requestHash: fingerprint, now };
      const claim = await this.keys.claim(tx.sql, claimed);
      if (claim === 'taken-by-another') throw new ProblemError<string>(this.reusedCode);
      if (claim === 'first') {
        const answer = await work(tx, now);
        await this.keys.keepAnswer(tx.sql, claimed, answer);
        return answer;
      }
      const answer = (claim.answer ?? undefined) as T;
      await again(tx, answer, now);
      return answer;
    });
  }
}
