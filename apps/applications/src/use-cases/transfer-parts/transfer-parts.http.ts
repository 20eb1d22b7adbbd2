import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { Command, type SentCommand, universityId, ValidBody, ValidParams, VersionedReply } from '#platform';
import { AnswersApplication } from '../../http/answer-shapes.js';
import { applicationParams, type ApplicationParams, orNull, partIdsOrAll, text } from '../../http/request-schemas.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { TransferParts } from './transfer-parts.use-case.js';

const transferInput = z.strictObject({
  handlerId: universityId,
  partIds: partIdsOrAll,
  messageToHandler: orNull(text(2000)),
});

/** The handler of parts gives them to a named colleague (R12, R13). */
@Controller('api/applications/v1/applications')
export class TransferPartsController {
  constructor(private readonly transfer: TransferParts) {}

  /** 200 with the application; without `partIds` all parts that one can give. 409 with who changed what when it moved meanwhile. */
  @Post(':id/transfer')
  @HttpCode(200)
  @AnswersApplication('transfer-parts', 'Transfer parts of an application to another handler', [
    'application/part-not-found',
    'application/nothing-to-transfer',
    'application/new-handler-unknown',
    'application/new-handler-is-the-applicant',
    'application/new-handler-of-other-programme',
  ])
  @VersionedReply()
  async post(
    @Command('required') command: SentCommand,
    @ValidParams(applicationParams) { id }: ApplicationParams,
    @ValidBody(transferInput) { handlerId, partIds, messageToHandler }: z.infer<typeof transferInput>,
  ): Promise<ApplicationView> {
    return this.transfer.execute(command, id, { handlerId, partIds: partIds ?? null, message: messageToHandler });
  }
}
