import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import { type Actor, CurrentActor, ValidBody, orProblem } from '#platform';
import { AnswersHere, CASE_REFUSED, providersCaseShape } from '../../../http/answer-shapes.js';
import { caseForProvider, freeText, type ProvidersCase } from '../../http/support-case-view.js';
import { OpenSupportCase } from './open-support-case.use-case.js';

const opening = z.strictObject({
  studyRightOid: z.string().max(LIMITS.oid),
  reason: z.string().max(100).describe('WRONG_TYPE or NEVER_STARTED'),
  message: freeText.optional().describe('what the support desk should know; no need to repeat the reason'),
});

@Controller('api/study-rights/v1/support-cases')
export class OpenSupportCaseController {
  constructor(private readonly openSupportCase: OpenSupportCase) {}

  /** Asks the support desk for an invalidation that a HOKS stands in the way of. 200 with the open case if there is one. */
  @Post()
  @AnswersHere(providersCaseShape, 'Ask the desk for an invalidation', 'open-support-case', CASE_REFUSED, {
    also: { 200: providersCaseShape },
  })
  async post(
    @CurrentActor() actor: Actor,
    @ValidBody(opening) { studyRightOid, reason, message }: z.infer<typeof opening>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProvidersCase> {
    const result = await this.openSupportCase.execute(actor, { studyRightOid, reason, message: message ?? null });
    const { stored, isNew } = orProblem(result);
    void reply.status(isNew ? 201 : 200);
    return caseForProvider(stored);
  }
}
