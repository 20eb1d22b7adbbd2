import { Body, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentActor } from '#platform';
import type { Caller } from '../../../access.js';
import { koskiError } from '../../../problems/koski-error.js';
import { isStorableJson } from '../../koski/storable-json.js';
import { storedVersions, type StoredVersions } from '../../koski/stored-versions.js';
import { SupportDesk } from '../../../problems/next-steps.js';
import { orLocalisedProblem, problemOf } from '../../../problems/problems.js';
import { CompatibleDoor } from '../../../service-users/compatible-door.js';
import { RemoveMainSuoritus } from './remove-main-suoritus.use-case.js';

/** Koski's way of removing one main suoritus (päätason suoritus) of several. */
@CompatibleDoor('koski/api/opiskeluoikeus')
export class KoskiMainSuoritusController {
  constructor(
    private readonly removeMainSuoritus: RemoveMainSuoritus,
    private readonly desk: SupportDesk,
  ) {}

  /** The body is the suoritus as it was read; the path names the version that it was read from. */
  @Post(':oid/:versionumero/delete-paatason-suoritus')
  @HttpCode(200)
  async post(
    @CurrentActor() actor: Caller,
    @Param('oid') oid: string,
    @Param('versionumero') versionumero: string,
    @Body() body: unknown,
    @Headers('accept-language') language: string | undefined,
  ): Promise<StoredVersions> {
    if (!/^[1-9]\d{0,8}$/.test(versionumero)) {
      throw problemOf([koskiError('badRequest.format.number')], this.desk, language);
    }
    if (!isSuoritus(body)) {
      throw problemOf([koskiError('badRequest.validation.jsonSchema', { polut: '(suoritus)' })], this.desk, language);
    }
    const result = await this.removeMainSuoritus.execute(actor, oid, {
      versionumero: Number(versionumero),
      suoritus: body,
    });
    const studyRight = orLocalisedProblem(result, this.desk, language);
    return storedVersions(studyRight.learnerOid, [studyRight]);
  }
}

function isSuoritus(body: unknown): body is Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) && isStorableJson(body);
}
