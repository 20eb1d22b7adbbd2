import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, ValidParams, Command, type SentCommand, VersionedReply } from '#platform';
import { AnswersApplication } from '../../http/answer-shapes.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { applicationParams, nothing, type ApplicationParams } from '../../http/request-schemas.js';
import { ReopenApplication } from './reopen-application.use-case.js';

@Controller('api/applications/v1/applications')
export class ReopenApplicationController {
  constructor(private readonly reopenApplication: ReopenApplication) {}

  /** 200 with the draft to go on with: this application, or a new one linked to it (R37, D16). */
  @Post(':id/reopen')
  @HttpCode(200)
  @AnswersApplication('reopen-application', 'Go on with what was cancelled, as a draft', [
    'application/nothing-to-reopen',
    'application/too-many-drafts',
  ])
  @VersionedReply()
  async post(
    @Command('optional') command: SentCommand,
    @ValidParams(applicationParams) { id }: ApplicationParams,
    @ValidBody(nothing) _input: object,
  ): Promise<ApplicationView> {
    return this.reopenApplication.execute(command, id);
  }
}
