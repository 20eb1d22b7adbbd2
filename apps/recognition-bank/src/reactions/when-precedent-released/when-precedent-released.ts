import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { FilePrecedent } from '../../use-cases/file-precedent/file-precedent.use-case.js';

@Controller()
export class WhenPrecedentReleased {
  constructor(private readonly filePrecedent: FilePrecedent) {}

  @Reaction('decisions.precedent-released.v1')
  async handle(
    @Payload() event: ReceivedEvent<'decisions.precedent-released.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.filePrecedent.execute(tx, event.institutionOid, event.body);
  }
}
