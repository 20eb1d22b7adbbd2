import { Get, Param } from '@nestjs/common';
import { CurrentActor, orProblem } from '#platform';
import { AnswersAsOthers, READING_REFUSED, studyRightShape } from '../../../http/answer-shapes.js';
import type { Caller } from '../../../service-users/caller.js';
import { asOpiskeluoikeus } from '../../domain/study-right.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { StudyRightQuery } from './study-right.query.js';

@CompatibleController('koski/api/opiskeluoikeus')
export class KoskiStudyRightController {
  constructor(private readonly query: StudyRightQuery) {}

  /** A study right as it was sent, with what is derived. After invalidation no role finds it here. */
  @Get(':oid')
  @AnswersAsOthers(studyRightShape, 'Show a study right', READING_REFUSED)
  async get(@CurrentActor() actor: Caller, @Param('oid') oid: string): Promise<object> {
    const found = await this.query.execute(actor, oid, 'LIVE');
    const { studyRight, storedAt } = orProblem(found);
    return asOpiskeluoikeus(studyRight, storedAt);
  }
}
