import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { Command, type SentCommand, ValidBody, ValidParams, VersionedReply } from '#platform';
import { AnswersApplication } from '../../http/answer-shapes.js';
import { applicationParams, type ApplicationParams, partIdsOrAll } from '../../http/request-schemas.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { TakeOverParts } from './take-over-parts.use-case.js';

const takeOverInput = z.strictObject({ partIds: partIdsOrAll });

/** A handler takes parts over from a colleague (R10, R11). */
@Controller('api/applications/v1/applications')
export class TakeOverPartsController {
  constructor(private readonly takeOver: TakeOverParts) {}

  /** 200 with the application; without `partIds` all parts that can be taken. 409 with who changed what when it moved meanwhile. */
  @Post(':id/take-over')
  @HttpCode(200)
  @AnswersApplication('take-over-parts', 'Take over parts of an application from another handler', [
    'application/part-not-found',
    'application/nothing-to-take-over',
    'application/new-handler-unknown',
    'application/new-handler-is-the-applicant',
    'application/new-handler-of-other-programme',
  ])
  @VersionedReply()
  async post(
    @Command('required') command: SentCommand,
    @ValidParams(applicationParams) { id }: ApplicationParams,
    @ValidBody(takeOverInput) { partIds }: z.infer<typeof takeOverInput>,
  ): Promise<ApplicationView> {
    return this.takeOver.execute(command, id, partIds ?? null);
  }
}
