import { Body, Headers, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, preferredLanguage } from '#platform';
import type { Caller } from '../../../access.js';
import { koskiError, type KoskiError } from '../../../problems/koski-error.js';
import { storedVersions, type StoredVersions } from '../../koski/stored-versions.js';
import { readKoskiBody } from '../../koski/transfer-body.js';
import { SupportDesk } from '../../../problems/next-steps.js';
import { koskiEntry, problemOf, worstStatusOf } from '../../../problems/problems.js';
import { CompatibleDoor } from '../../../service-users/compatible-door.js';
import { TransferStudyRights } from './transfer-study-rights.use-case.js';

const MOST_LEARNERS = 200;

/** Koski's interface for data transfers (tiedonsiirto). */
@CompatibleDoor('koski/api/oppija')
export class KoskiTransferController {
  constructor(
    private readonly transferStudyRights: TransferStudyRights,
    private readonly desk: SupportDesk,
  ) {}

  /**
   * Stores the study rights of one learner, all or none. `?vahvistus=true` confirms NEVER_STARTED where something is assessed, as
   * it does on DELETE.
   */
  @Put()
  async put(
    @CurrentActor() actor: Caller,
    @Body() body: unknown,
    @Query('vahvistus') vahvistus: unknown,
    @Headers('accept-language') language: string | undefined,
  ): Promise<StoredVersions> {
    const result = await this.transfer(actor, body, vahvistus);
    if ('errors' in result) throw problemOf(result.errors, this.desk, language);
    return result;
  }

  /** Stores learner by learner; one that is refused does not hold up the others. The worst status speaks for all. */
  @Put('batch')
  async putMany(
    @CurrentActor() actor: Caller,
    @Body() body: unknown,
    @Query('vahvistus') vahvistus: unknown,
    @Headers('accept-language') language: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object[]> {
    if (!Array.isArray(body) || body.length > MOST_LEARNERS) {
      const polut = `(lista, enintään ${MOST_LEARNERS} oppijaa)`;
      throw problemOf([koskiError('badRequest.validation.jsonSchema', { polut })], this.desk, language);
    }
    const answers: object[] = [];
    let worst = 200;
    for (const one of body as unknown[]) {
      const result = await this.transfer(actor, one, vahvistus);
      if (!('errors' in result)) {
        answers.push(result);
        continue;
      }
      const statusCode = worstStatusOf(result.errors);
      const entries = result.errors.map((error) => koskiEntry(error, this.desk, preferredLanguage(language)));
      answers.push({ statusCode, errors: entries });
      worst = Math.max(worst, statusCode);
    }
    void reply.code(worst);
    return answers;
  }

  private async transfer(
    actor: Caller,
    value: unknown,
    vahvistus: unknown,
  ): Promise<StoredVersions | { errors: readonly KoskiError[] }> {
    const body = readKoskiBody(value);
    if ('errors' in body) return body;
    const result = await this.transferStudyRights.execute(actor, body, { confirmed: vahvistus === 'true' });
    if ('errors' in result) return result;
    return storedVersions(
      result.learnerOid,
      result.stored.map(({ studyRight }) => studyRight),
    );
  }
}
