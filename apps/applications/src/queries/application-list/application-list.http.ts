import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import { Answers, CurrentActor, ValidQuery, type Actor } from '#platform';
import { applicationPage, applicationState, type ApplicationPage } from '../../http/answer-shapes.js';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import { ApplicationListQuery } from './application-list.query.js';

/** Bounded, so that a request stays short; a name of an institution's people is shorter. */
const TEXT_MAX = 100;

const pageQuery = z.strictObject({
  view: z.enum(['own', 'handling', 'others', 'all']),
  state: z.union([applicationState, z.array(applicationState).min(1).max(9)]).optional(),
  applicationKind: z.enum(['RECOGNITION', 'PRELIMINARY']).optional(),
  type: z.enum(['SUBSTITUTION', 'INCLUSION', 'EXEMPTION']).optional(),
  basisKind: z.enum(['STUDY', 'COMPETENCE']).optional(),
  waitsFor: z.enum(['STUDENT', 'HANDLER', 'RECORDER']).optional(),
  waitedDays: z.coerce.number().int().min(1).max(1000).optional(),
  programmeCode: z.string().min(1).max(LIMITS.code).optional(),
  text: z.string().trim().min(2).max(TEXT_MAX).optional(),
  sort: z
    .enum([
      ...['created', 'submitted', 'changed', 'waiting', 'urgency', 'student'],
      ...['-created', '-submitted', '-changed', '-waiting', '-student'],
    ] as const)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(1000).optional(),
});

@Controller('api/applications/v1/applications')
export class ApplicationListController {
  constructor(private readonly applicationList: ApplicationListQuery) {}

  /**
   * 200 with a page of the student's own applications, newest first; of those that the handler has to handle, most urgent
   * first, with the number of each group (R7); of those that others have to handle and the handler can take over, the longest waiting
   * first (R10); or of all that the person sees, last sent first (R25, R152).
   */
  @Get()
  @Answers(applicationPage, {
    summary: 'List the own applications, those to be handled, those that can be taken over, or all that one sees',
    roles: [
      ...new Set(
        [ROLES_BY_ACTION['list-own'], ROLES_BY_ACTION['list-handling'], ROLES_BY_ACTION['list-all']].flat<
          readonly (readonly string[])[]
        >(),
      ),
    ],
    problems: ['application/role-not-allowed'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(pageQuery) { state = [], sort, ...query }: z.infer<typeof pageQuery>,
  ): Promise<ApplicationPage> {
    return this.applicationList.execute(actor, { ...query, states: [state].flat(), sort });
  }
}
