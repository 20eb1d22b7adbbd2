import { Controller, Put } from '@nestjs/common';
import { Answers, Command, type SentCommand, ValidBody, VersionedReply } from '#platform';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import {
  type RightsChangeInput,
  rightsChangeInput,
  rightsMatrixShape,
  type RightsMatrixView,
} from '../../http/rights-shapes.js';
import { RIGHTS_REFUSED } from '../../http/answer-shapes.js';
import { ChangeRightsMatrix } from './change-rights-matrix.use-case.js';

@Controller('api/applications/v1/rights-matrix')
export class ChangeRightsMatrixController {
  constructor(private readonly change: ChangeRightsMatrix) {}

  /** 200 with the matrix as it stands from now on, in all services a moment later (R14, R15). */
  @Put()
  @Answers(rightsMatrixShape, {
    summary: 'Change the rights matrix of the institution',
    roles: ROLES_BY_ACTION['change-rights-matrix'],
    problems: [...RIGHTS_REFUSED, 'application/idempotency-key-reused'],
    versioned: true,
  })
  @VersionedReply()
  async put(
    @Command('required') command: SentCommand,
    @ValidBody(rightsChangeInput) input: RightsChangeInput,
  ): Promise<RightsMatrixView> {
    return this.change.execute(command, input);
  }
}
