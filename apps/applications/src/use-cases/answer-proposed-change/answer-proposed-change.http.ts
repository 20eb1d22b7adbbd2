import { Controller, HttpCode, Post } from '@nestjs/common';
import { Command, type SentCommand, ValidBody, ValidParams, VersionedReply } from '#platform';
import { acceptProposedChange, declineProposedChange } from '../../domain/decide/answer-proposed-change.js';
import { AnswersApplication } from '../../http/answer-shapes.js';
import { nothing, partParams, type PartParams } from '../../http/request-schemas.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { ChangeApplication } from '../change-application.js';

/** The student answers what the handler has proposed (R110). */
@Controller('api/applications/v1/applications/:id/parts/:partId/proposed-change')
export class AnswerProposedChangeController {
  constructor(private readonly change: ChangeApplication) {}

  /** 200 with the application, in which the part says what was proposed and is handled on. */
  @Post('accept')
  @HttpCode(200)
  @AnswersApplication('accept-change', 'Accept what the handler has proposed', [
    'application/part-not-found',
    'application/no-proposed-change',
    'application/proposed-change-lapsed',
  ])
  @VersionedReply()
  async accept(
    @Command('required') command: SentCommand,
    @ValidParams(partParams) { id, partId }: PartParams,
    @ValidBody(nothing) _input: object,
  ): Promise<ApplicationView> {
    return this.change.execute('accept-change', command, id, (application, moment) =>
      acceptProposedChange(application, { ...moment, partId }),
    );
  }

  /** 200 with the application, in which the part is as it was sent. */
  @Post('decline')
  @HttpCode(200)
  @AnswersApplication('decline-change', 'Decline what the handler has proposed', [
    'application/part-not-found',
    'application/no-proposed-change',
    'application/proposed-change-lapsed',
  ])
  @VersionedReply()
  async decline(
    @Command('required') command: SentCommand,
    @ValidParams(partParams) { id, partId }: PartParams,
    @ValidBody(nothing) _input: object,
  ): Promise<ApplicationView> {
    return this.change.execute('decline-change', command, id, (application, moment) =>
      declineProposedChange(application, { ...moment, partId }),
    );
  }
}
