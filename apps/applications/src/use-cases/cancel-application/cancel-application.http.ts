import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { ValidBody, ValidParams, Command, type SentCommand, VersionedReply } from '#platform';
import { AnswersApplication } from '../../http/answer-shapes.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { applicationParams, type ApplicationParams, partIdsOrAll } from '../../http/request-schemas.js';
import { cancelApplication } from '../../domain/decide/cancel-application.js';
import { ChangeApplication } from '../change-application.js';

const cancelInput = z.strictObject({ partIds: partIdsOrAll });

/** The student cancels the application or single undecided parts (R30, R36, D16). */
@Controller('api/applications/v1/applications')
export class CancelApplicationController {
  constructor(private readonly change: ChangeApplication) {}

  /** 200 with the cancelled application; `partIds` once something is decided (D16). */
  @Post(':id/cancel')
  @HttpCode(200)
  @AnswersApplication('cancel-application', 'Cancel an application, or parts of it', [
    'application/part-not-found',
    'application/cancel-the-whole',
    'application/name-the-parts-to-cancel',
  ])
  @VersionedReply()
  async post(
    @Command('optional') command: SentCommand,
    @ValidParams(applicationParams) { id }: ApplicationParams,
    @ValidBody(cancelInput) { partIds }: z.infer<typeof cancelInput>,
  ): Promise<ApplicationView> {
    return this.change.execute('cancel-application', command, id, (application, moment) =>
      cancelApplication(application, { ...moment, partIds: partIds ?? null }),
    );
  }
}
