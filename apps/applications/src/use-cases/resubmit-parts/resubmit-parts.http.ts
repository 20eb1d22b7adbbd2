import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, ValidParams, Command, type SentCommand, VersionedReply } from '#platform';
import { AnswersApplication } from '../../http/answer-shapes.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { resubmitParts } from '../../domain/decide/resubmit-parts.js';
import { ChangeApplication } from '../change-application.js';
import { applicationParams, nothing, type ApplicationParams } from '../../http/request-schemas.js';

/** The student sends the returned parts again, to the same handler (R110, D11). */
@Controller('api/applications/v1/applications')
export class ResubmitPartsController {
  constructor(private readonly change: ChangeApplication) {}

  /** 200 with the application back in processing (R110). */
  @Post(':id/resubmit')
  @HttpCode(200)
  @AnswersApplication('resubmit-parts', 'Send returned parts again', [
    'application/nothing-to-resubmit',
    'application/content-not-accepted',
  ])
  @VersionedReply()
  async post(
    @Command('optional') command: SentCommand,
    @ValidParams(applicationParams) { id }: ApplicationParams,
    @ValidBody(nothing) _input: object,
  ): Promise<ApplicationView> {
    return this.change.execute('resubmit-parts', command, id, resubmitParts);
  }
}
