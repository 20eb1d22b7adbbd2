import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { refuse } from '#kernel';
import { CurrentActor, orProblem, problemOf } from '#platform';
import { AnswersAsOthers, STORING_REFUSED, storedVersionsShape } from '../../../http/answer-shapes.js';
import type { Caller } from '../../../service-users/caller.js';
import { isStorableJson } from '../../koski/storable-json.js';
import { storedVersions, type StoredVersions } from '../../koski/stored-versions.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { RemoveMainSuoritus } from './remove-main-suoritus.use-case.js';

/** Koski's way of removing one main suoritus (päätason suoritus) of several. */
@CompatibleController('koski/api/opiskeluoikeus')
export class KoskiMainSuoritusController {
  constructor(private readonly removeMainSuoritus: RemoveMainSuoritus) {}

  /** The body is the suoritus as it was read; the path names the version that it was read from. */
  @Post(':oid/:versionumero/delete-paatason-suoritus')
  @HttpCode(200)
  @AnswersAsOthers(storedVersionsShape, 'Remove one main suoritus of several', STORING_REFUSED)
  async post(
    @CurrentActor() actor: Caller,
    @Param('oid') oid: string,
    @Param('versionumero') versionumero: string,
    @Body() body: unknown,
  ): Promise<StoredVersions> {
    if (!/^[1-9]\d{0,8}$/.test(versionumero)) {
      throw problemOf(refuse('badRequest.format.number'));
    }
    if (!isSuoritus(body)) {
      throw problemOf(refuse('badRequest.validation.jsonSchema', { polut: '(suoritus)' }));
    }
    const result = await this.removeMainSuoritus.execute(actor, oid, {
      versionumero: Number(versionumero),
      suoritus: body,
    });
    const studyRight = orProblem(result);
    return storedVersions(studyRight.learnerOid, [studyRight]);
  }
}

function isSuoritus(body: unknown): body is Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) && isStorableJson(body);
}
