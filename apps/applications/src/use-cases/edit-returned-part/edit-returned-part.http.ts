import { Controller, Put } from '@nestjs/common';
import { ValidBody, ValidParams, Command, type SentCommand, VersionedReply } from '#platform';
import { AnswersApplication } from '../../http/answer-shapes.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { partInput, partParams, type PartParams, type PartInput } from '../../http/request-schemas.js';
import { EditReturnedPart } from './edit-returned-part.use-case.js';

@Controller('api/applications/v1/applications')
export class EditReturnedPartController {
  constructor(private readonly editReturnedPart: EditReturnedPart) {}

  /** 200 with the application. If-Match is required, as for a draft (R110). */
  @Put(':id/parts/:partId')
  @AnswersApplication('edit-returned-part', 'Rewrite a returned part', [
    'application/part-not-found',
    'application/content-not-accepted',
  ])
  @VersionedReply()
  async put(
    @Command('required') command: SentCommand,
    @ValidParams(partParams) { id, partId }: PartParams,
    @ValidBody(partInput) input: PartInput,
  ): Promise<ApplicationView> {
    return this.editReturnedPart.execute(command, id, partId, input);
  }
}
