import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { Answers, ValidBody, ValidParams, Command, type SentCommand } from '#platform';
import { recordingShape } from '../../http/answer-shapes.js';
import { rolesFor } from '../../domain/policy.js';
import { uuid } from '../../http/request-schemas.js';
import { type RecordedRecognition, RecordRecognition } from './record-recognition.use-case.js';

const params = z.object({ decisionId: uuid });

/** Without a day the attainment date follows R60 and R61. */
const body = z.strictObject({ recordedOn: z.iso.date().optional() });

@Controller('api/decisions/v1/decisions')
export class RecordRecognitionController {
  constructor(private readonly recordRecognition: RecordRecognition) {}

  /** 200 also when it was recorded before: the answer shows the same attainments. Empty for an exemption (D8). */
  @Post(':decisionId/recording')
  @HttpCode(200)
  @Answers(recordingShape, {
    summary: 'Record a recognition',
    roles: rolesFor('record-recognition'),
    problems: [
      ...[
        'decision/decision-not-found',
        'decision/not-allowed',
        'decision/not-the-handler',
        'decision/condition-not-met',
        'decision/not-final-yet',
      ],
      ...['decision/void', 'decision/rejected-not-recorded', 'decision/recorded-with-another-date'],
      ...['decision/attainment-date-not-possible', 'decision/no-date-inside-study-right'],
      ...['decision/study-right-unknown', 'decision/course-unknown', 'decision/step-not-possible'],
      'decision/idempotency-key-reused',
    ],
  })
  async post(
    @Command('none') command: SentCommand,
    @ValidParams(params) { decisionId }: z.infer<typeof params>,
    @ValidBody(body) { recordedOn }: z.infer<typeof body>,
  ): Promise<RecordedRecognition> {
    return this.recordRecognition.execute(command, decisionId, recordedOn);
  }
}
