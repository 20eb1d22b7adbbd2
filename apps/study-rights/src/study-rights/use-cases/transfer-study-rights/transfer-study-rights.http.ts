import { Controller, Headers, Put, Query } from '@nestjs/common';
import { type Actor, CurrentActor, ValidBody } from '#platform';
import { transferBody, type TransferBody } from '../../koski/transfer-body.js';
import { storedVersions } from '../../koski/stored-versions.js';
import { SupportDesk } from '../../../problems/next-steps.js';
import { problemOf } from '../../../problems/problems.js';
import { TransferStudyRights } from './transfer-study-rights.use-case.js';

@Controller('api/study-rights/v1')
export class TransferStudyRightsController {
  constructor(
    private readonly transferStudyRights: TransferStudyRights,
    private readonly desk: SupportDesk,
  ) {}

  /**
   * Koski's PUT /api/oppija: stores all study rights of the body, or none. Answers with their oids and versions.
   * `?vahvistus=true` confirms NEVER_STARTED where something is assessed, as it does on DELETE.
   */
  @Put('transfers')
  async put(
    @CurrentActor() actor: Actor,
    @ValidBody(transferBody) body: TransferBody,
    @Query('vahvistus') vahvistus: unknown,
    @Headers('accept-language') language: string | undefined,
  ): Promise<object> {
    const result = await this.transferStudyRights.execute(actor, body, { confirmed: vahvistus === 'true' });
    if ('errors' in result) throw problemOf(result.errors, this.desk, language);
    return storedVersions(
      result.learnerOid,
      result.stored.map(({ studyRight }) => studyRight),
    );
  }
}
