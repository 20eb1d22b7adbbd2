import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Transaction } from '#messaging';
import { Clock, ProblemError, type Actor } from '#platform';
import type { ErrorCode } from '../../errors.js';
import { IdempotencyKeyRepository } from '../../persistence/idempotency-key.repository.js';

/** A request that its sender may repeat; without a key every repetition is a request of its own. */
export interface RepeatableRequest {
  readonly actor: Actor;
  readonly key: string | undefined;
  readonly input: unknown;
}

/** Runs a command at most once per person and Idempotency-Key; a repetition gets the first answer from the store. */
@Injectable()
export class IdempotentTransaction {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: IdempotencyKeyRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError `application/idempotency-key-reused` when the key came with other content before */
  async run<T extends object>(
    request: RepeatableRequest,
    work: (tx: Transaction, now: Date) => Promise<T>,
  ): Promise<T> {
    const { actor, key, input } = request;
    const now = this.clock.now();
    return this.unitOfWork.run(async (tx) => {
      if (key === undefined) return work(tx, now);
      const { institutionOid, personId } = actor;
      const claimed = { institutionOid, personId, key, requestHash: hashOf(input), now };
      const claim = await this.keys.claim<T>(tx.sql, claimed);
      if (!claim.first && !claim.sameRequest) throw new ProblemError<ErrorCode>('application/idempotency-key-reused');
      if (!claim.first) return claim.answer;
      const answer = await work(tx, now);
      await this.keys.keepAnswer(tx.sql, claimed, answer);
      return answer;
    });
  }
}

/** The same content gives the same hash however the client orders its fields: the schema has put them in its own order. */
function hashOf(checkedInput: unknown): string {
  return createHash('sha256').update(JSON.stringify(checkedInput)).digest('hex');
}
