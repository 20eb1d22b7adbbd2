import { Controller, Put, Query } from '@nestjs/common';
import { type Actor, CurrentActor, ValidBody, orProblem } from '#platform';
import { AnswersHere, STORING_REFUSED, storedVersionsShape } from '../../../http/answer-shapes.js';
import { transferBody, type TransferBody } from '../../koski/transfer-body.js';
import { storedVersions } from '../../koski/stored-versions.js';
import { TransferStudyRights } from './transfer-study-rights.use-case.js';

@Controller('api/study-rights/v1')
export class TransferStudyRightsController {
  constructor(private readonly transferStudyRights: TransferStudyRights) {}

  /**
   * Koski's PUT /api/oppija: stores all study rights of the body, or none. Answers with their oids and versions.
   * `?vahvistus=true` confirms NEVER_STARTED where something is assessed, as it does on DELETE.
   */
  @Put('transfers')
  @AnswersHere(storedVersionsShape, 'Store the study rights of one learner', 'transfer-study-rights', STORING_REFUSED)
  async put(
    @CurrentActor() actor: Actor,
    @ValidBody(transferBody) body: TransferBody,
    @Query('vahvistus') vahvistus: unknown,
  ): Promise<object> {
    const result = await this.transferStudyRights.execute(actor, body, { confirmed: vahvistus === 'true' });
    const { learnerOid, stored } = orProblem(result);
    return storedVersions(
      learnerOid,
      stored.map(({ studyRight }) => studyRight),
    );
  }
}
