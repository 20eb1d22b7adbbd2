import { Global, Module } from '@nestjs/common';
import { HoksesOfStudyRight } from '../study-rights/use-cases/hokses-of-study-right.js';
import { FeedbackDecisions } from './use-cases/feedback-decisions.js';
import { HoksesBesideStudyRights } from './use-cases/hokses-beside-study-rights.js';

/** What the wing of study rights asks of this one. Global, because that wing imports nothing of this one. */
@Global()
@Module({
  providers: [FeedbackDecisions, { provide: HoksesOfStudyRight, useClass: HoksesBesideStudyRights }],
  exports: [FeedbackDecisions, HoksesOfStudyRight],
})
export class HoksesOfStudyRightModule {}
