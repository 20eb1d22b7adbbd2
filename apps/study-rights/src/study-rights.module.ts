import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, MessagingModule, ReconcileModule } from '#messaging';
import { OWN_SIGN_IN, PlatformModule } from '#platform';
import { config, koskiUpstream } from './config.js';
import { EhoksGonePartsController } from './ehoks/gone-parts.http.js';
import { errors } from './errors.js';
import { SupportDesk } from './next-steps.js';
import { digests } from './persistence/digests.js';
import { persistence } from './persistence/persistence.js';
import { BrokenHoksController } from './queries/broken-hoks/broken-hoks.http.js';
import { BrokenHoksQuery } from './queries/broken-hoks/broken-hoks.query.js';
import { HelpController } from './queries/help/help.http.js';
import { EhoksHoksController } from './queries/hoks/ehoks-hoks.http.js';
import { HoksController } from './queries/hoks/hoks.http.js';
import { HoksQuery } from './queries/hoks/hoks.query.js';
import { EhoksHoksPageController } from './queries/hoks-page/ehoks-hoks-page.http.js';
import { HoksPageQuery } from './queries/hoks-page/hoks-page.query.js';
import { KoskiLearnerController } from './queries/learner/koski-learner.http.js';
import { LearnerQuery } from './queries/learner/learner.query.js';
import { SearchStudyRightsController } from './queries/search-study-rights/search-study-rights.http.js';
import { SearchStudyRightsQuery } from './queries/search-study-rights/search-study-rights.query.js';
import { EhoksLearnersHoksesController } from './queries/learners-hokses/ehoks-learners-hokses.http.js';
import { LearnersHoksesQuery } from './queries/learners-hokses/learners-hokses.query.js';
import { OwnHoksesController } from './queries/learners-hokses/own-hokses.http.js';
import { KoskiStudyRightController } from './queries/study-right/koski-study-right.http.js';
import { StudyRightController } from './queries/study-right/study-right.http.js';
import { StudyRightQuery } from './queries/study-right/study-right.query.js';
import { StudyRightVersionsController } from './queries/study-right-versions/study-right-versions.http.js';
import { StudyRightVersionsQuery } from './queries/study-right-versions/study-right-versions.query.js';
import { SupportCaseController } from './queries/support-case/support-case.http.js';
import { SupportCaseQuery } from './queries/support-case/support-case.query.js';
import { SupportCasesController } from './queries/support-cases/support-cases.http.js';
import { SupportCasesQuery } from './queries/support-cases/support-cases.query.js';
import { WhenApplicationsRepublishRequested } from './reactions/when-applications-republish-requested/when-applications-republish-requested.js';
import { WhenDecisionsRepublishRequested } from './reactions/when-decisions-republish-requested/when-decisions-republish-requested.js';
import { WhenHoksSent } from './reactions/when-hoks-sent/when-hoks-sent.js';
import { WhenStudyRightTransferred } from './reactions/when-study-right-transferred/when-study-right-transferred.js';
import { WhenUniversityStudyRightPublished } from './reactions/when-university-study-right-published/when-university-study-right-published.js';
import { WhenVirtaStudyRightsSent } from './reactions/when-virta-study-rights-sent/when-virta-study-rights-sent.js';
import { DecideDueFeedbackSchedule } from './schedules/decide-due-feedback.schedule.js';
import { TellInvalidationsAgainSchedule } from './schedules/tell-invalidations-again.schedule.js';
import { ServiceUserGuard } from './service-users/service-user.guard.js';
import { ServiceUsers } from './service-users/service-users.js';
import { KoskiUpstream } from './upstream/koski-upstream.js';
import { ApproveOverrideController } from './use-cases/approve-override/approve-override.http.js';
import { ApproveOverride } from './use-cases/approve-override/approve-override.use-case.js';
import { CloseSupportCaseController } from './use-cases/close-support-case/close-support-case.http.js';
import { CloseSupportCase } from './use-cases/close-support-case/close-support-case.use-case.js';
import { CreateHoksController } from './use-cases/create-hoks/create-hoks.http.js';
import { EhoksCreateHoksByHandController } from './use-cases/create-hoks/ehoks-create-hoks-by-hand.http.js';
import { EhoksCreateHoksController } from './use-cases/create-hoks/ehoks-create-hoks.http.js';
import { CreateHoks } from './use-cases/create-hoks/create-hoks.use-case.js';
import { DecideDueFeedback } from './use-cases/decide-due-feedback/decide-due-feedback.use-case.js';
import { DeleteHoksController } from './use-cases/delete-hoks/delete-hoks.http.js';
import { DeleteHoks } from './use-cases/delete-hoks/delete-hoks.use-case.js';
import { EhoksDeleteHoksByHandController } from './use-cases/delete-hoks/ehoks-delete-hoks-by-hand.http.js';
import { EhoksDeleteHoksController } from './use-cases/delete-hoks/ehoks-delete-hoks.http.js';
import { EhoksEraseHoksController } from './use-cases/erase-hoks/ehoks-erase-hoks.http.js';
import { EraseHoks } from './use-cases/erase-hoks/erase-hoks.use-case.js';
import { InvalidateAtKoski } from './use-cases/invalidate-at-koski.js';
import { InvalidateStudyRightController } from './use-cases/invalidate-study-right/invalidate-study-right.http.js';
import { KoskiInvalidationController } from './use-cases/invalidate-study-right/koski-invalidation.http.js';
import { InvalidateStudyRight } from './use-cases/invalidate-study-right/invalidate-study-right.use-case.js';
import { OpenSupportCaseController } from './use-cases/open-support-case/open-support-case.http.js';
import { OpenSupportCase } from './use-cases/open-support-case/open-support-case.use-case.js';
import { ProposeOverrideController } from './use-cases/propose-override/propose-override.http.js';
import { ProposeOverride } from './use-cases/propose-override/propose-override.use-case.js';
import { RepairBrokenHoksController } from './use-cases/repair-broken-hoks/repair-broken-hoks.http.js';
import { RepairBrokenHoks } from './use-cases/repair-broken-hoks/repair-broken-hoks.use-case.js';
import { EhoksPatchHoksByHandController } from './use-cases/patch-hoks/ehoks-patch-hoks-by-hand.http.js';
import { EhoksPatchHoksController } from './use-cases/patch-hoks/ehoks-patch-hoks.http.js';
import { PatchHoksController } from './use-cases/patch-hoks/patch-hoks.http.js';
import { PatchHoks } from './use-cases/patch-hoks/patch-hoks.use-case.js';
import { EhoksReplaceHoksByHandController } from './use-cases/replace-hoks/ehoks-replace-hoks-by-hand.http.js';
import { EhoksReplaceHoksController } from './use-cases/replace-hoks/ehoks-replace-hoks.http.js';
import { ReplaceHoksController } from './use-cases/replace-hoks/replace-hoks.http.js';
import { ReplaceHoks } from './use-cases/replace-hoks/replace-hoks.use-case.js';
import { TellInvalidationsAgain } from './use-cases/tell-invalidations-again/tell-invalidations-again.use-case.js';
import { KoskiTransferController } from './use-cases/transfer-study-rights/koski-transfer.http.js';
import { KoskiMainSuoritusController } from './use-cases/remove-main-suoritus/koski-main-suoritus.http.js';
import { RemoveMainSuoritus } from './use-cases/remove-main-suoritus/remove-main-suoritus.use-case.js';
import { TransferStudyRightsController } from './use-cases/transfer-study-rights/transfer-study-rights.http.js';
import { TransferStudyRights } from './use-cases/transfer-study-rights/transfer-study-rights.use-case.js';
import { EhoksUndoDeleteHoksController } from './use-cases/undo-delete-hoks/ehoks-undo-delete-hoks.http.js';
import { UndoDeleteHoksController } from './use-cases/undo-delete-hoks/undo-delete-hoks.http.js';
import { UndoDeleteHoks } from './use-cases/undo-delete-hoks/undo-delete-hoks.use-case.js';
import { EhoksValidateHoksController } from './use-cases/validate-hoks/ehoks-validate-hoks.http.js';
import { ValidateHoks } from './use-cases/validate-hoks/validate-hoks.use-case.js';

@Module({
  imports: [
    PlatformModule.forService({ name: 'study-rights', config, errors }),
    TypeOrmModule.forRoot(dataSourceOptions(config, persistence)),
    MessagingModule.forService({ service: 'study-rights', config }),
    ReconcileModule.forService({ digests, everyMinutes: config.RECONCILE_MINUTES }),
    ScheduleModule.forRoot(),
  ],
  controllers: [
    TransferStudyRightsController,
    SearchStudyRightsController,
    StudyRightController,
    InvalidateStudyRightController,
    CreateHoksController,
    HoksController,
    EhoksHoksController,
    EhoksHoksPageController,
    EhoksLearnersHoksesController,
    EhoksGonePartsController,
    OwnHoksesController,
    HelpController,
    KoskiTransferController,
    KoskiLearnerController,
    KoskiStudyRightController,
    KoskiInvalidationController,
    KoskiMainSuoritusController,
    DeleteHoksController,
    OpenSupportCaseController,
    SupportCasesController,
    SupportCaseController,
    ProposeOverrideController,
    ApproveOverrideController,
    CloseSupportCaseController,
    BrokenHoksController,
    RepairBrokenHoksController,
    StudyRightVersionsController,
    ReplaceHoksController,
    PatchHoksController,
    UndoDeleteHoksController,
    EhoksCreateHoksController,
    EhoksCreateHoksByHandController,
    EhoksReplaceHoksController,
    EhoksReplaceHoksByHandController,
    EhoksPatchHoksController,
    EhoksPatchHoksByHandController,
    EhoksDeleteHoksController,
    EhoksDeleteHoksByHandController,
    EhoksUndoDeleteHoksController,
    EhoksEraseHoksController,
    EhoksValidateHoksController,
    WhenApplicationsRepublishRequested,
    WhenDecisionsRepublishRequested,
    WhenHoksSent,
    WhenStudyRightTransferred,
    WhenUniversityStudyRightPublished,
    WhenVirtaStudyRightsSent,
  ],
  providers: [
    { provide: SupportDesk, useValue: new SupportDesk(config.SUPPORT_EMAIL) },
    { provide: KoskiUpstream, useValue: new KoskiUpstream(koskiUpstream) },
    ServiceUsers,
    ServiceUserGuard,
    { provide: OWN_SIGN_IN, useExisting: ServiceUserGuard },
    InvalidateAtKoski,
    TransferStudyRights,
    InvalidateStudyRight,
    RemoveMainSuoritus,
    CreateHoks,
    DeleteHoks,
    DecideDueFeedback,
    DecideDueFeedbackSchedule,
    TellInvalidationsAgain,
    TellInvalidationsAgainSchedule,
    OpenSupportCase,
    ProposeOverride,
    ApproveOverride,
    CloseSupportCase,
    RepairBrokenHoks,
    ReplaceHoks,
    PatchHoks,
    UndoDeleteHoks,
    EraseHoks,
    ValidateHoks,
    StudyRightQuery,
    SearchStudyRightsQuery,
    LearnerQuery,
    HoksQuery,
    SupportCasesQuery,
    SupportCaseQuery,
    BrokenHoksQuery,
    StudyRightVersionsQuery,
    HoksPageQuery,
    LearnersHoksesQuery,
  ],
})
export class StudyRightsModule {}
