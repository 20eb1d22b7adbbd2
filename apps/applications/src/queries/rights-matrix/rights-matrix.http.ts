import { Controller, Get } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { type Actor, Answers, CurrentActor, VersionedReply } from '#platform';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import { rightsMatrixShape, rightsMatrixView, type RightsMatrixView } from '../../http/rights-shapes.js';
import { RightsMatrixRepository } from '../../persistence/rights-matrix.repository.js';
import { authorise } from '../../use-cases/authorise.js';

@Controller('api/applications/v1/rights-matrix')
export class RightsMatrixController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly matrices: RightsMatrixRepository,
  ) {}

  /** 200 with the matrix of the administrator's institution and its version as ETag (R14). */
  @Get()
  @Answers(rightsMatrixShape, {
    summary: 'Show the rights matrix of the institution',
    roles: ROLES_BY_ACTION['read-rights-matrix'],
    problems: ['application/role-not-allowed'],
    versioned: true,
  })
  @VersionedReply()
  async get(@CurrentActor() actor: Actor): Promise<RightsMatrixView> {
    return this.unitOfWork.read(async (sql) => {
      await authorise(sql, actor, 'read-rights-matrix');
      return rightsMatrixView(await this.matrices.find(sql, actor.institutionOid));
    });
  }
}
