import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, orProblem, type Page, ValidQuery } from '#platform';
import { AnswersHere } from '../../../http/answer-shapes.js';
import { pageLimit } from '../../../http/request-schemas.js';
import { higherEducationPage, type HigherEducationView } from './higher-education-view.js';
import { HigherEducationQuery } from './higher-education.query.js';

const listQuery = z.strictObject({
  studentId: z.string().trim().min(1).max(200).optional(),
  limit: pageLimit,
  cursor: z.string().min(1).max(1_000).optional(),
});

@Controller('api/study-rights/v1/higher-education')
export class HigherEducationController {
  constructor(private readonly query: HigherEducationQuery) {}

  /** Read only: the universities change them. Those of the own institution; all of them for the support desk. */
  @Get()
  @AnswersHere(higherEducationPage, 'List study rights of higher education', 'list-higher-education')
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(listQuery) query: z.infer<typeof listQuery>,
  ): Promise<Page<HigherEducationView>> {
    return orProblem(await this.query.execute(actor, query));
  }
}
