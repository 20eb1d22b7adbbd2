import { Get, Headers, Param } from '@nestjs/common';
import { CurrentActor } from '#platform';
import type { Caller } from '../../../access.js';
import { asOpiskeluoikeus } from '../../domain/study-right.js';
import { SupportDesk } from '../../../problems/next-steps.js';
import { orLocalisedProblem } from '../../../problems/problems.js';
import { CompatibleDoor } from '../../../service-users/compatible-door.js';
import { StudyRightQuery } from './study-right.query.js';

@CompatibleDoor('koski/api/opiskeluoikeus')
export class KoskiStudyRightController {
  constructor(
    private readonly query: StudyRightQuery,
    private readonly desk: SupportDesk,
  ) {}

  /** A study right as it was sent, with what is derived. After invalidation nobody finds it here, whatever the role. */
  @Get(':oid')
  async get(
    @CurrentActor() actor: Caller,
    @Param('oid') oid: string,
    @Headers('accept-language') language: string | undefined,
  ): Promise<object> {
    const found = await this.query.execute(actor, oid, 'LIVE');
    const { studyRight, storedAt } = orLocalisedProblem(found, this.desk, language);
    return asOpiskeluoikeus(studyRight, storedAt);
  }
}
