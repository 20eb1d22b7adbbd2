import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Answers, CurrentActor, ValidQuery, type Actor } from '#platform';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import { type CoursePage, coursePage } from '../../http/answer-shapes.js';
import { searchText } from '../../http/request-schemas.js';
import { SearchCoursesQuery } from './search-courses.query.js';

const pageQuery = z.strictObject({
  q: searchText,
  limit: z.coerce.number().int().min(1).max(20).default(20),
  cursor: z.string().min(1).max(400).optional(),
});

@Controller('api/applications/v1/courses')
export class SearchCoursesController {
  constructor(private readonly searchCourses: SearchCoursesQuery) {}

  /** 200 with a page of the courses and modules that can be chosen as targets today, by code or name (R47–R50, R141). */
  @Get()
  @Answers(coursePage, {
    summary: 'Search courses and modules by code or name',
    roles: ROLES_BY_ACTION['list-courses'],
    problems: ['application/role-not-allowed'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(pageQuery) query: z.infer<typeof pageQuery>,
  ): Promise<CoursePage> {
    return this.searchCourses.execute(actor, query);
  }
}
