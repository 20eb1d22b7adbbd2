import { Get, Headers, Param } from '@nestjs/common';
import { CurrentActor } from '#platform';
import type { Caller } from '../../../access.js';
import { asOpiskeluoikeus } from '../../domain/study-right.js';
import { SupportDesk } from '../../../problems/next-steps.js';
import { orLocalisedProblem } from '../../../problems/problems.js';
import { CompatibleDoor } from '../../../service-users/compatible-door.js';
import { LearnerQuery } from './learner.query.js';

@CompatibleDoor('koski/api/oppija')
export class KoskiLearnerController {
  constructor(
    private readonly query: LearnerQuery,
    private readonly desk: SupportDesk,
  ) {}

  /** A learner with the study rights that the caller may see. Of the learner only the oid is told. */
  @Get(':oid')
  async get(
    @CurrentActor() actor: Caller,
    @Param('oid') oid: string,
    @Headers('accept-language') language: string | undefined,
  ): Promise<object> {
    const stored = orLocalisedProblem(await this.query.execute(actor, oid), this.desk, language);
    return {
      henkilö: { oid },
      opiskeluoikeudet: stored.map(({ studyRight, storedAt }) => asOpiskeluoikeus(studyRight, storedAt)),
    };
  }
}
