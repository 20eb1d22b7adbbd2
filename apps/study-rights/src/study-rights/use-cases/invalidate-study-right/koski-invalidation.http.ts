import { Delete, Param, Query } from '@nestjs/common';
import { CurrentActor, orProblem } from '#platform';
import { AnswersAsOthers, STORING_REFUSED, storedVersionsShape } from '../../../http/answer-shapes.js';
import type { Caller } from '../../../service-users/caller.js';
import { storedVersions, type StoredVersions } from '../../koski/stored-versions.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { InvalidateStudyRight } from './invalidate-study-right.use-case.js';

/** Koski's way of invalidating on request. */
@CompatibleController('koski/api/opiskeluoikeus')
export class KoskiInvalidationController {
  constructor(private readonly invalidateStudyRight: InvalidateStudyRight) {}

  /**
   * Invalidates a study right for good. Koski has no reason; here `?syy=WRONG_TYPE` or `NEVER_STARTED` is mandatory unless
   * the oppilaitos has set one, and `?vahvistus=true` confirms NEVER_STARTED where something is assessed.
   */
  @Delete(':oid')
  @AnswersAsOthers(storedVersionsShape, 'Invalidate a study right for good', STORING_REFUSED)
  async delete(
    @CurrentActor() actor: Caller,
    @Param('oid') oid: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<StoredVersions> {
    const { syy, vahvistus } = query;
    const result = await this.invalidateStudyRight.execute(actor, {
      oid,
      reason: syy === undefined ? undefined : String(syy),
      confirmed: vahvistus === 'true',
      expectedVersion: undefined,
      mayDefaultReason: true,
    });
    const studyRight = orProblem(result);
    return storedVersions(studyRight.learnerOid, [studyRight]);
  }
}
