import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Command, type SentCommand, ValidBody, ValidParams, VersionedReply } from '#platform';
import { AnswersApplication } from '../../http/answer-shapes.js';
import { orNull, partInput, partParams, type PartParams, text } from '../../http/request-schemas.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { ProposeChange } from './propose-change.use-case.js';

const proposal = partInput.omit({ bases: true }).extend({ message: orNull(text(2000)) });

/** The handler proposes another type, targets or extent (R109). */
@Controller('api/applications/v1/applications')
export class ProposeChangeController {
  constructor(private readonly propose: ProposeChange) {}

  /** 200 with the application; the student accepts or declines the proposal while it stands. */
  @Post(':id/parts/:partId/proposed-change')
  @HttpCode(200)
  @AnswersApplication('propose-change', 'Propose to the student what to apply for instead', [
    'application/part-not-found',
    'application/content-not-accepted',
    'application/change-changes-nothing',
  ])
  @VersionedReply()
  async post(
    @Command('required') command: SentCommand,
    @ValidParams(partParams) { id, partId }: PartParams,
    @ValidBody(proposal) { message, ...content }: z.infer<typeof proposal>,
  ): Promise<ApplicationView> {
    return this.propose.execute(command, id, partId, { message, content });
  }
}
