import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidParams, ValidQuery } from '#platform';
import { uuid } from '../../http/request-schemas.js';
import { recordingPlanShape, type RecordingPlan } from '../../http/answer-shapes.js';
import { rolesFor } from '../../domain/policy.js';
import { PlanRecordingQuery } from './plan-recording.query.js';

const params = z.object({ decisionId: uuid });
const query = z.strictObject({ recordedOn: z.iso.date().optional() });

@Controller('api/decisions/v1/decisions')
export class PlanRecordingController {
  constructor(private readonly planRecording: PlanRecordingQuery) {}

  /** What the recording would write, or has written; refused with what the recording would be refused with. */
  @Get(':decisionId/recording')
  @Answers(recordingPlanShape, {
    summary: 'Show what a recording would write',
    roles: rolesFor('record-recognition'),
    problems: [
      ...[
        'decision/decision-not-found',
        'decision/not-allowed',
        'decision/not-the-handler',
        'decision/condition-not-met',
        'decision/not-final-yet',
      ],
      ...['decision/void', 'decision/rejected-not-recorded', 'decision/attainment-date-not-possible'],
      ...['decision/no-date-inside-study-right', 'decision/study-right-unknown', 'decision/course-unknown'],
    ],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { decisionId }: z.infer<typeof params>,
    @ValidQuery(query) { recordedOn }: z.infer<typeof query>,
  ): Promise<RecordingPlan> {
    return this.planRecording.execute(actor, decisionId, recordedOn);
  }
}
