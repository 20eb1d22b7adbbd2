import { Controller, HttpCode, Post } from '@nestjs/common';
import { Command, say, type SentCommand, ValidBody, ValidParams, VersionedReply } from '#platform';
import { AnswersApplication } from '../../http/answer-shapes.js';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { returnPart } from '../../domain/decide/return-part.js';
import { ChangeApplication } from '../change-application.js';
import { orNull, partParams, text, type PartParams } from '../../http/request-schemas.js';

const reasonCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/, say('reasonCode'));

const returnInput = z.strictObject({
  reasonCodes: z
    .array(reasonCode)
    .min(1)
    .max(LIMITS.reasonsOfAReturn)
    .transform((codes) => [...new Set(codes)]),
  fields: z
    .array(z.strictObject({ path: text(60), code: reasonCode, note: orNull(text(1000)) }))
    .max(LIMITS.fieldsOfAReturn)
    .default([]),
  message: text(4000),
});

/** The handler returns a part to the student for completion (R33, R109). */
@Controller('api/applications/v1/applications')
export class ReturnPartController {
  constructor(private readonly change: ChangeApplication) {}

  /** 200 with the application after the return (R33). */
  @Post(':id/parts/:partId/return')
  @HttpCode(200)
  @AnswersApplication('return-part', 'Return a part to the student', [
    'application/part-not-found',
    'application/content-not-accepted',
  ])
  @VersionedReply()
  async post(
    @Command('optional') command: SentCommand,
    @ValidParams(partParams) { id, partId }: PartParams,
    @ValidBody(returnInput) input: z.infer<typeof returnInput>,
  ): Promise<ApplicationView> {
    return this.change.execute('return-part', command, id, (application, moment) =>
      returnPart(application, { ...input, ...moment, partId }),
    );
  }
}
