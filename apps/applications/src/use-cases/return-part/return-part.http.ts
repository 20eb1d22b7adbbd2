import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, ValidParams, Command, type SentCommand, VersionedReply } from '#platform';
import { AnswersApplication } from '../../answer-shapes.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { returnPart } from '../../domain/decide/return-part.js';
import { ChangeApplication } from '../change-application.js';
import { partParams, returnInput, type PartParams, type ReturnInput } from '../request-schemas.js';

/** The handler returns a part to the student for completion (R33, R109). */
@Controller('api/applications/v1/applications')
export class ReturnPartController {
  constructor(private readonly change: ChangeApplication) {}

  /** 200 with the application after the return (R33). */
  @Post(':id/parts/:partId/return')
  @HttpCode(200)
  @AnswersApplication('return-part', 'Return a part to the student', ['application/part-not-found'])
  @VersionedReply()
  async post(
    @Command('optional') command: SentCommand,
    @ValidParams(partParams) { id, partId }: PartParams,
    @ValidBody(returnInput) input: ReturnInput,
  ): Promise<ApplicationView> {
    return this.change.execute('return-part', command, id, (application, moment) =>
      returnPart(application, { ...input, ...moment, partId }),
    );
  }
}
