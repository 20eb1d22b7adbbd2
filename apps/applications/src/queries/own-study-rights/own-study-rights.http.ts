import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Answers, CurrentActor, ValidQuery, type Actor } from '#platform';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import { type StudyRightPage, studyRightPage } from '../../http/answer-shapes.js';
import { OwnStudyRightsQuery } from './own-study-rights.query.js';

const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(200).optional(),
});

@Controller('api/applications/v1/study-rights')
export class OwnStudyRightsController {
  constructor(private readonly ownStudyRights: OwnStudyRightsQuery) {}

  /** 200 with a page of the student's own study rights, and with which of them they can apply today. */
  @Get()
  @Answers(studyRightPage, {
    summary: 'List the own study rights',
    roles: ROLES_BY_ACTION['list-study-rights'],
    problems: ['application/role-not-allowed'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(pageQuery) query: z.infer<typeof pageQuery>,
  ): Promise<StudyRightPage> {
    return this.ownStudyRights.execute(actor, query);
  }
}
