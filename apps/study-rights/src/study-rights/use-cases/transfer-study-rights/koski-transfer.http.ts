import { Body, Headers, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { refuse, isRefused } from '#kernel';
import { CurrentActor, preferredLanguage, orProblem, problemOf } from '#platform';
import { AnswersAsOthers, STORING_REFUSED, batchShape, storedVersionsShape } from '../../../http/answer-shapes.js';
import type { Refusal } from '../../../errors.js';
import type { Caller } from '../../../service-users/caller.js';
import { storedVersions, type StoredVersions } from '../../koski/stored-versions.js';
import { readKoskiBody } from '../../koski/transfer-body.js';
import { SupportDesk } from '../../../problems/next-steps.js';
import { koskiEntries, worstStatusOf } from '../../../problems/problems.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { TransferStudyRights } from './transfer-study-rights.use-case.js';

const MOST_LEARNERS = 200;

/** Koski's interface for data transfers (tiedonsiirto). */
@CompatibleController('koski/api/oppija')
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
  @AnswersAsOthers(storedVersionsShape, 'Store the study rights of one learner', STORING_REFUSED)
  async put(
    @CurrentActor() actor: Caller,
    @Body() body: unknown,
    @Query('vahvistus') vahvistus: unknown,
  ): Promise<StoredVersions> {
    return orProblem(await this.transfer(actor, body, vahvistus));
  }

  /** Stores learner by learner; one that is refused does not hold up the others. The worst status speaks for all. */
  @Put('batch')
  @AnswersAsOthers(batchShape, 'Store the study rights of many learners', STORING_REFUSED, {
    400: batchShape,
    403: batchShape,
    404: batchShape,
    409: batchShape,
    501: batchShape,
    503: batchShape,
  })
  async putMany(
    @CurrentActor() actor: Caller,
    @Body() body: unknown,
    @Query('vahvistus') vahvistus: unknown,
    @Headers('accept-language') language: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object[]> {
    if (!Array.isArray(body) || body.length > MOST_LEARNERS) {
      const polut = `(lista, enintään ${MOST_LEARNERS} oppijaa)`;
      throw problemOf(refuse('badRequest.validation.jsonSchema', { polut }));
    }
    const answers: object[] = [];
    let worst = 200;
    for (const one of body as unknown[]) {
      const result = await this.transfer(actor, one, vahvistus);
      if (!isRefused(result)) {
        answers.push(result);
        continue;
      }
      const statusCode = worstStatusOf(result);
      answers.push({ statusCode, errors: koskiEntries(result, this.desk, preferredLanguage(language)) });
      worst = Math.max(worst, statusCode);
    }
    void reply.code(worst);
    return answers;
  }

  private async transfer(actor: Caller, value: unknown, vahvistus: unknown): Promise<StoredVersions | Refusal> {
    const body = readKoskiBody(value);
    if (isRefused(body)) return body;
    const result = await this.transferStudyRights.execute(actor, body, { confirmed: vahvistus === 'true' });
    if (isRefused(result)) return result;
    return storedVersions(
      result.learnerOid,
      result.stored.map(({ studyRight }) => studyRight),
    );
  }
}
