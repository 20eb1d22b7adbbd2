import { Module } from '@nestjs/common';
import { koskiUpstream } from '../config.js';
import { ProblemsModule } from '../problems/problems.module.js';
import { ServiceUsersModule } from '../service-users/service-users.module.js';
import { KoskiLearnerController } from './queries/learner/koski-learner.http.js';
import { LearnerQuery } from './queries/learner/learner.query.js';
import { SearchStudyRightsController } from './queries/search-study-rights/search-study-rights.http.js';
import { SearchStudyRightsQuery } from './queries/search-study-rights/search-study-rights.query.js';
import { StudyRightCodesController } from './queries/codes/codes.http.js';
import { StudyRightOverviewController } from './queries/study-right-overview/study-right-overview.http.js';
import { StudyRightOverviewQuery } from './queries/study-right-overview/study-right-overview.query.js';
import { StudyRightVersionsController } from './queries/study-right-versions/study-right-versions.http.js';
import { StudyRightVersionsQuery } from './queries/study-right-versions/study-right-versions.query.js';
import { KoskiStudyRightController } from './queries/study-right/koski-study-right.http.js';
import { StudyRightController } from './queries/study-right/study-right.http.js';
import { StudyRightQuery } from './queries/study-right/study-right.query.js';
import { WhenStudyRightTransferred } from './reactions/when-study-right-transferred/when-study-right-transferred.js';
import { TellInvalidationsAgainSchedule } from './schedules/tell-invalidations-again.schedule.js';
import { ChangeStudyRight } from './use-cases/change-study-right.js';
import { GuardFacts } from './use-cases/guard-facts.js';
import { InvalidateAtKoski } from './use-cases/invalidate-at-koski.js';
import { AttemptInvalidation } from './use-cases/invalidate-study-right/attempt-invalidation.js';
import { InvalidateStudyRightController } from './use-cases/invalidate-study-right/invalidate-study-right.http.js';
import { InvalidateStudyRight } from './use-cases/invalidate-study-right/invalidate-study-right.use-case.js';
import { KoskiInvalidationController } from './use-cases/invalidate-study-right/koski-invalidation.http.js';
import { RecordRefusedInvalidation } from './use-cases/record-refused-invalidation.js';
import { KoskiMainSuoritusController } from './use-cases/remove-main-suoritus/koski-main-suoritus.http.js';
import { RemoveMainSuoritus } from './use-cases/remove-main-suoritus/remove-main-suoritus.use-case.js';
import { TellInvalidationsAgain } from './use-cases/tell-invalidations-again/tell-invalidations-again.use-case.js';
import { AttemptTransfer } from './use-cases/transfer-study-rights/attempt-transfer.js';
import { KoskiTransferController } from './use-cases/transfer-study-rights/koski-transfer.http.js';
import { StoreStudyRights } from './use-cases/transfer-study-rights/store-study-rights.js';
import { TransferStudyRightsController } from './use-cases/transfer-study-rights/transfer-study-rights.http.js';
import { TransferStudyRights } from './use-cases/transfer-study-rights/transfer-study-rights.use-case.js';
import { KoskiUpstream } from './upstream/koski-upstream.js';

/** Study rights: transfers, invalidation with the guard, Koski's interface, search, history. */
@Module({
  imports: [ProblemsModule, ServiceUsersModule],
  controllers: [
    TransferStudyRightsController,
    SearchStudyRightsController,
    StudyRightController,
    StudyRightOverviewController,
    StudyRightCodesController,
    InvalidateStudyRightController,
    KoskiTransferController,
    KoskiLearnerController,
    KoskiStudyRightController,
    KoskiInvalidationController,
    KoskiMainSuoritusController,
    StudyRightVersionsController,
    WhenStudyRightTransferred,
  ],
  providers: [
    { provide: KoskiUpstream, useValue: new KoskiUpstream(koskiUpstream) },
    InvalidateAtKoski,
    ChangeStudyRight,
    GuardFacts,
    RecordRefusedInvalidation,
    TransferStudyRights,
    AttemptTransfer,
    StoreStudyRights,
    InvalidateStudyRight,
    AttemptInvalidation,
    RemoveMainSuoritus,
    TellInvalidationsAgain,
    TellInvalidationsAgainSchedule,
    StudyRightQuery,
    StudyRightOverviewQuery,
    SearchStudyRightsQuery,
    LearnerQuery,
    StudyRightVersionsQuery,
  ],
  exports: [InvalidateAtKoski, ChangeStudyRight, GuardFacts, RecordRefusedInvalidation, StudyRightQuery],
})
export class StudyRightRegisterModule {}
