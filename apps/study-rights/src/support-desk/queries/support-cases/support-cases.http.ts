import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import { type Actor, CurrentActor, ValidQuery, orProblem } from '#platform';
import { AnswersHere, READING_REFUSED, supportCasePage } from '../../../http/answer-shapes.js';
import { supportCaseStates } from '../../domain/support-case.states.js';
import { numberCursor, pageLimit } from '../../../http/request-schemas.js';
import { type SupportCasePage, SupportCasesQuery } from './support-cases.query.js';

const listQuery = z.strictObject({
  state: z.enum(supportCaseStates).optional(),
  settled: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional()
    .describe('true: those at their end; false: those that are open or proposed'),
  institution: z.string().min(1).max(LIMITS.oid).optional().describe('oppilaitos'),
  limit: pageLimit,
  cursor: numberCursor,
});

@Controller('api/study-rights/v1/support-cases')
export class SupportCasesController {
  constructor(private readonly query: SupportCasesQuery) {}

  /** Cases in the order of opening: all of them for the support desk, those of their own organisation for providers. */
  @Get()
  @AnswersHere(supportCasePage, 'List support cases', 'list-support-cases', READING_REFUSED)
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(listQuery) query: z.infer<typeof listQuery>,
  ): Promise<SupportCasePage> {
    return orProblem(await this.query.execute(actor, query));
  }
}
