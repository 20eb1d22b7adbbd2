import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, MessagingModule, ReconcileModule } from '#messaging';
import { OWN_SIGN_IN, PlatformModule } from '#platform';
import { config, koskiUpstream } from './config.js';
import { EhoksGonePartsController } from './hoks/ehoks/gone-parts.http.js';
import { errors } from './errors.js';
import { SupportDesk } from './problems/next-steps.js';
import { digests } from './persistence/digests.js';
import { persistence } from './persistence/persistence.js';
import { BrokenHoksController } from './support-desk/queries/broken-hoks/broken-hoks.http.js';
import { BrokenHoksQuery } from './support-desk/queries/broken-hoks/broken-hoks.query.js';
import { HelpController } from './support-desk/queries/help/help.http.js';
import { EhoksHoksController } from './hoks/queries/hoks/ehoks-hoks.http.js';
import { HoksController } from './hoks/queries/hoks/hoks.http.js';
import { HoksQuery } from './hoks/queries/hoks/hoks.query.js';
import { EhoksHoksPageController } from './hoks/queries/hoks-page/ehoks-hoks-page.http.js';
import { HoksPageQuery } from './hoks/queries/hoks-page/hoks-page.query.js';
import { KoskiLearnerController } from './study-rights/queries/learner/koski-learner.http.js';
import { LearnerQuery } from './study-rights/queries/learner/learner.query.js';
import { SearchStudyRightsController } from './study-rights/queries/search-study-rights/search-study-rights.http.js';
import { SearchStudyRightsQuery } from './study-rights/queries/search-study-rights/search-study-rights.query.js';
import { EhoksLearnersHoksesController } from './hoks/queries/learners-hokses/ehoks-learners-hokses.http.js';
import { LearnersHoksesQuery } from './hoks/queries/learners-hokses/learners-hokses.query.js';
import { OwnHoksesController } from './hoks/queries/learners-hokses/own-hokses.http.js';
import { KoskiStudyRightController } from './study-rights/queries/study-right/koski-study-right.http.js';
import { StudyRightController } from './study-rights/queries/study-right/study-right.http.js';
import { StudyRightQuery } from './study-rights/queries/study-right/study-right.query.js';
import { StudyRightVersionsController } from './study-rights/queries/study-right-versions/study-right-versions.http.js';
import { StudyRightVersionsQuery } from './study-rights/queries/study-right-versions/study-right-versions.query.js';
import { SupportCaseController } from './support-desk/queries/support-case/support-case.http.js';
import { SupportCaseQuery } from './support-desk/queries/support-case/support-case.query.js';
import { SupportCasesController } from './support-desk/queries/support-cases/support-cases.http.js';
import { SupportCasesQuery } from './support-desk/queries/support-cases/support-cases.query.js';
import { WhenApplicationsRepublishRequested } from './reactions/when-applications-republish-requested/when-applications-republish-requested.js';
import { WhenDecisionsRepublishRequested } from './reactions/when-decisions-republish-requested/when-decisions-republish-requested.js';
import { WhenHoksSent } from './hoks/reactions/when-hoks-sent/when-hoks-sent.js';
import { WhenStudyRightTransferred } from './study-rights/reactions/when-study-right-transferred/when-study-right-transferred.js';
import { WhenUniversityStudyRightPublished } from './virta/reactions/when-university-study-right-published/when-university-study-right-published.js';
import { WhenVirtaStudyRightsSent } from './virta/reactions/when-virta-study-rights-sent/when-virta-study-rights-sent.js';
import { DecideDueFeedbackSchedule } from './hoks/schedules/decide-due-feedback.schedule.js';
import { TellInvalidationsAgainSchedule } from './study-rights/schedules/tell-invalidations-again.schedule.js';
import { ServiceUserGuard } from './service-users/service-user.guard.js';
import { ServiceUsers } from './service-users/service-users.js';
import { KoskiUpstream } from './study-rights/upstream/koski-upstream.js';
import { ApproveOverrideController } from './support-desk/use-cases/approve-override/approve-override.http.js';
import { ApproveOverride } from './support-desk/use-cases/approve-override/approve-override.use-case.js';
import { CloseSupportCaseController } from './support-desk/use-cases/close-support-case/close-support-case.http.js';
import { CloseSupportCase } from './support-desk/use-cases/close-support-case/close-support-case.use-case.js';
import { CreateHoksController } from './hoks/use-cases/create-hoks/create-hoks.http.js';
import { EhoksCreateHoksByHandController } from './hoks/use-cases/create-hoks/ehoks-create-hoks-by-hand.http.js';
import { EhoksCreateHoksController } from './hoks/use-cases/create-hoks/ehoks-create-hoks.http.js';
import { CreateHoks } from './hoks/use-cases/create-hoks/create-hoks.use-case.js';
import { DecideDueFeedback } from './hoks/use-cases/decide-due-feedback/decide-due-feedback.use-case.js';
import { DeleteHoksController } from './hoks/use-cases/delete-hoks/delete-hoks.http.js';
import { DeleteHoks } from './hoks/use-cases/delete-hoks/delete-hoks.use-case.js';
import { EhoksDeleteHoksByHandController } from './hoks/use-cases/delete-hoks/ehoks-delete-hoks-by-hand.http.js';
import { EhoksDeleteHoksController } from './hoks/use-cases/delete-hoks/ehoks-delete-hoks.http.js';
import { EhoksEraseHoksController } from './hoks/use-cases/erase-hoks/ehoks-erase-hoks.http.js';
import { EraseHoks } from './hoks/use-cases/erase-hoks/erase-hoks.use-case.js';
import { InvalidateAtKoski } from './study-rights/use-cases/invalidate-at-koski.js';
import { InvalidateStudyRightController } from './study-rights/use-cases/invalidate-study-right/invalidate-study-right.http.js';
import { KoskiInvalidationController } from './study-rights/use-cases/invalidate-study-right/koski-invalidation.http.js';
import { InvalidateStudyRight } from './study-rights/use-cases/invalidate-study-right/invalidate-study-right.use-case.js';
import { OpenSupportCaseController } from './support-desk/use-cases/open-support-case/open-support-case.http.js';
import { OpenSupportCase } from './support-desk/use-cases/open-support-case/open-support-case.use-case.js';
import { ProposeOverrideController } from './support-desk/use-cases/propose-override/propose-override.http.js';
import { ProposeOverride } from './support-desk/use-cases/propose-override/propose-override.use-case.js';
import { RepairBrokenHoksController } from './support-desk/use-cases/repair-broken-hoks/repair-broken-hoks.http.js';
import { RepairBrokenHoks } from './support-desk/use-cases/repair-broken-hoks/repair-broken-hoks.use-case.js';
import { EhoksPatchHoksByHandController } from './hoks/use-cases/patch-hoks/ehoks-patch-hoks-by-hand.http.js';
import { EhoksPatchHoksController } from './hoks/use-cases/patch-hoks/ehoks-patch-hoks.http.js';
import { PatchHoksController } from './hoks/use-cases/patch-hoks/patch-hoks.http.js';
import { PatchHoks } from './hoks/use-cases/patch-hoks/patch-hoks.use-case.js';
import { EhoksReplaceHoksByHandController } from './hoks/use-cases/replace-hoks/ehoks-replace-hoks-by-hand.http.js';
import { EhoksReplaceHoksController } from './hoks/use-cases/replace-hoks/ehoks-replace-hoks.http.js';
import { ReplaceHoksController } from './hoks/use-cases/replace-hoks/replace-hoks.http.js';
import { ReplaceHoks } from './hoks/use-cases/replace-hoks/replace-hoks.use-case.js';
import { TellInvalidationsAgain } from './study-rights/use-cases/tell-invalidations-again/tell-invalidations-again.use-case.js';
import { KoskiTransferController } from './study-rights/use-cases/transfer-study-rights/koski-transfer.http.js';
import { KoskiMainSuoritusController } from './study-rights/use-cases/remove-main-suoritus/koski-main-suoritus.http.js';
import { RemoveMainSuoritus } from './study-rights/use-cases/remove-main-suoritus/remove-main-suoritus.use-case.js';
import { TransferStudyRightsController } from './study-rights/use-cases/transfer-study-rights/transfer-study-rights.http.js';
import { TransferStudyRights } from './study-rights/use-cases/transfer-study-rights/transfer-study-rights.use-case.js';
import { EhoksUndoDeleteHoksController } from './hoks/use-cases/undo-delete-hoks/ehoks-undo-delete-hoks.http.js';
import { UndoDeleteHoksController } from './hoks/use-cases/undo-delete-hoks/undo-delete-hoks.http.js';
import { UndoDeleteHoks } from './hoks/use-cases/undo-delete-hoks/undo-delete-hoks.use-case.js';
import { EhoksValidateHoksController } from './hoks/use-cases/validate-hoks/ehoks-validate-hoks.http.js';
import { ValidateHoks } from './hoks/use-cases/validate-hoks/validate-hoks.use-case.js';

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
