import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { isRefused, LIMITS, refuse } from '#kernel';
import { Reaction, type ReactionContext, type Transaction } from '#messaging';
import { Clock } from '#platform';
import { messageOf } from '../../../problems/error-messages.js';
import type { Refusal } from '../../../errors.js';
import { SenderTimeRepository } from '../../../persistence/sender-time.repository.js';
import { CarryOutSentHoks, type Sent, studyRightOf } from './carry-out-sent-hoks.js';
import { allOf } from '../../../problems/places.js';
import { sentFactOf } from '../../../study-rights/reactions/sent-by-a-system.js';

/** A HOKS by event: the same rules as by HTTP, and what is refused is answered with the same key, never silently dropped. */
@Controller()
export class WhenHoksSent {
  constructor(
    private readonly carryOut: CarryOutSentHoks,
    private readonly senderTimes: SenderTimeRepository,
    private readonly clock: Clock,
  ) {}

  @Reaction('national.hoks-sent.v1')
  async handle(@Payload() event: Sent, @Ctx() { tx }: ReactionContext): Promise<void> {
    const result = await this.inOrder(tx, event);
    if (!isRefused(result)) return;
    const { institutionOid, body } = event;
    await tx.append({
      name: 'study-rights.hoks-refused.v1',
      key: event.key,
      institutionOid,
      body: {
        institutionOid,
        hoksEventId: event.id,
        operation: body.operation,
        studyRightId: studyRightOf(event),
        errors: allOf(result)
          .slice(0, LIMITS.refusalsOfAnAnswer)
          .map((error) => ({ key: error.refused, message: sentenceOf(error) })),
      },
    });
  }

  /** What is older, by the sender's own time, than what was followed about the same study right is refused. */
  private async inOrder(tx: Transaction, event: Sent): Promise<object | Refusal> {
    const [sent, oid] = [sentFactOf(event, this.clock.now()), studyRightOf(event)];
    if (sent === null || oid === null) return this.carryOut.execute(tx, event);
    const subject = `hoks ${oid}`;
    await this.senderTimes.lock(tx.sql, sent, subject);
    if (await this.senderTimes.isOlder(tx.sql, sent, [subject])) return refuse('hoks/older-than-stored');
    const result = await this.carryOut.execute(tx, event);
    if (!isRefused(result)) await this.senderTimes.note(tx.sql, sent, [subject]);
    return result;
  }
}

/** eHOKS speaks English. */
function sentenceOf(refusal: Refusal): string {
  if (refusal.refused !== 'platform/validation-failed')
    return messageOf(refusal, 'en').slice(0, LIMITS.messageOfARefusal);
  return `Missing, unknown or malformed: ${String(refusal.details?.['paths'])}`.slice(0, LIMITS.messageOfARefusal);
}
