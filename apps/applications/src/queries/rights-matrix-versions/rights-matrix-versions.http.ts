import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidQuery } from '#platform';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import { type RightsVersionPage, rightsVersionPage } from '../../http/rights-shapes.js';
import { RightsMatrixVersionsQuery } from './rights-matrix-versions.query.js';

const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(200).optional(),
});

@Controller('api/applications/v1/rights-matrix/versions')
export class RightsMatrixVersionsController {
  constructor(private readonly versions: RightsMatrixVersionsQuery) {}

  /** 200 with a page of the versions, newest first: when, by whom, why and what changed. */
  @Get()
  @Answers(rightsVersionPage, {
    summary: 'List the versions of the rights matrix',
    roles: ROLES_BY_ACTION['read-rights-matrix'],
    problems: ['application/role-not-allowed'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(pageQuery) query: z.infer<typeof pageQuery>,
  ): Promise<RightsVersionPage> {
    return this.versions.execute(actor, query);
  }
}
