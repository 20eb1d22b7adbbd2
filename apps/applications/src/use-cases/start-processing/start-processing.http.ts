import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, ValidParams, Command, type SentCommand, VersionedReply } from '#platform';
import { AnswersApplication } from '../../http/answer-shapes.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { startProcessing } from '../../domain/decide/start-processing.js';
import { ChangeApplication } from '../change-application.js';
import { applicationParams, nothing, type ApplicationParams } from '../../http/request-schemas.js';

/** The handler takes their waiting parts into processing (R8, R29). */
@Controller('api/applications/v1/applications')
export class StartProcessingController {
  constructor(private readonly change: ChangeApplication) {}

  /** 200 with the application in processing; the same when it is opened again (R8, R29). */
  @Post(':id/start-processing')
  @HttpCode(200)
  @AnswersApplication('start-processing', 'Take an application into processing', ['application/nothing-to-process'])
  @VersionedReply()
  async post(
    @Command('optional') command: SentCommand,
    @ValidParams(applicationParams) { id }: ApplicationParams,
    @ValidBody(nothing) _input: object,
  ): Promise<ApplicationView> {
    return this.change.execute('start-processing', command, id, startProcessing);
  }
}
