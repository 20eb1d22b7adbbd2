import { Controller, Get, Headers } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidQuery } from '#platform';
import { SupportDesk } from '../../next-steps.js';
import { orLocalisedProblem } from '../../problems.js';
import { LearnersStudyRightsQuery, type StudyRightPage } from './learners-study-rights.query.js';

const listQuery = z.strictObject({
  learnerOid: z.string().min(1).max(60),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(100).optional(),
});

@Controller('api/study-rights/v1/study-rights')
export class LearnersStudyRightsController {
  constructor(
    private readonly query: LearnersStudyRightsQuery,
    private readonly desk: SupportDesk,
  ) {}

  /** The learner's study rights in the caller's organisation; `nextCursor` leads to the next page. */
  @Get()
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(listQuery) { learnerOid, limit, cursor }: z.infer<typeof listQuery>,
    @Headers('accept-language') language: string | undefined,
  ): Promise<StudyRightPage> {
    return orLocalisedProblem(await this.query.list(actor, { learnerOid, limit, cursor }), this.desk, language);
  }
}
