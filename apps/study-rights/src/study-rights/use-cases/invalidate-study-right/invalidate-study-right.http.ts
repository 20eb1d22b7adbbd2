import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ExpectedVersion, ValidBody, orProblem } from '#platform';
import { AnswersHere, STORING_REFUSED, invalidatedShape } from '../../../http/answer-shapes.js';
import { InvalidateStudyRight } from './invalidate-study-right.use-case.js';

/** The reason is checked by the domain: another than the two gets a pointer to a new transfer (R165, R166). */
const invalidationRequest = z.strictObject({
  reason: z.string().max(100).optional().describe('WRONG_TYPE or NEVER_STARTED; mandatory.'),
  confirmed: z.boolean().default(false).describe('NEVER_STARTED is meant although something has been assessed.'),
});

@Controller('api/study-rights/v1/study-rights')
export class InvalidateStudyRightController {
  constructor(private readonly invalidateStudyRight: InvalidateStudyRight) {}

  /** Invalidates a study right for good (mitätöinti). 409 `conflict.hoksExists` while it has a HOKS. */
  @Post(':oid/invalidate')
  @HttpCode(200)
  @AnswersHere(invalidatedShape, 'Invalidate a study right for good', 'invalidate-study-right', STORING_REFUSED)
  async post(
    @CurrentActor() actor: Actor,
    @Param('oid') oid: string,
    @ValidBody(invalidationRequest) body: z.infer<typeof invalidationRequest>,
    @ExpectedVersion('optional') expectedVersion: number | undefined,
  ): Promise<object> {
    const { reason, confirmed } = body;
    const result = await this.invalidateStudyRight.execute(actor, { oid, reason, confirmed, expectedVersion });
    const studyRight = orProblem(result);
    return {
      oid: studyRight.oid,
      versionumero: studyRight.version,
      reason: studyRight.invalidation?.reason,
      invalidatedOn: studyRight.invalidation?.on,
    };
  }
}
