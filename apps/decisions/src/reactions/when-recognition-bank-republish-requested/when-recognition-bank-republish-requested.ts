import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { precedentReleased } from '../../published-events.js';
import { precedentOf } from '../../domain/recording.js';
import { RecordingRepository } from '../../persistence/recording.repository.js';

/**
 * The bank lacks entries that were released in an earlier month: they are released again under their old keys, so that one
 * that has arrived meanwhile stays the only one.
 */
@Controller()
export class WhenRecognitionBankRepublishRequested {
  constructor(private readonly recordings: RecordingRepository) {}

  @Reaction('recognition-bank.republish-requested.v1')
  async handle(
    @Payload() { institutionOid, body }: ReceivedEvent<'recognition-bank.republish-requested.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    for (const bankKey of [...body.ids].sort()) {
      const recording = await this.recordings.ofBankKey(tx.sql, institutionOid, bankKey);
      if (!recording) continue;
      const { applicationCase, part, decision, register } = recording;
      await tx.append(
        precedentReleased(institutionOid, bankKey, precedentOf(applicationCase, part, decision, register)),
      );
    }
  }
}
