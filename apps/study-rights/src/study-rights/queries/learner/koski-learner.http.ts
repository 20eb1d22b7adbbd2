import { Get, Param } from '@nestjs/common';
import { CurrentActor, orProblem } from '#platform';
import { AnswersAsOthers, READING_REFUSED, learnerShape } from '../../../http/answer-shapes.js';
import type { Caller } from '../../../service-users/caller.js';
import { asOpiskeluoikeus } from '../../domain/study-right.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { LearnerQuery } from './learner.query.js';

@CompatibleController('koski/api/oppija')
export class KoskiLearnerController {
  constructor(private readonly query: LearnerQuery) {}

  /** A learner with the study rights that the caller may see. Shows only the oid of the learner. */
  @Get(':oid')
  @AnswersAsOthers(learnerShape, 'Show a learner with study rights', READING_REFUSED)
  async get(@CurrentActor() actor: Caller, @Param('oid') oid: string): Promise<object> {
    const stored = orProblem(await this.query.execute(actor, oid));
    return {
      henkilö: { oid },
      opiskeluoikeudet: stored.map(({ studyRight, storedAt }) => asOpiskeluoikeus(studyRight, storedAt)),
    };
  }
}
