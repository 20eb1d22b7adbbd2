import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, IdempotentTransaction, MessagingModule, ReconcileModule } from '#messaging';
import { PlatformModule } from '#platform';
import { config } from './config.js';
import { errors, names, platformErrorsHere } from './errors.js';
import { ApplicationRepository } from './persistence/application.repository.js';
import { copies } from './persistence/copies.js';
import { digests } from './persistence/digests.js';
import { CopiesRepository } from './persistence/copies.repository.js';
import { RightsMatrixRepository } from './persistence/rights-matrix.repository.js';
import { persistence } from './persistence/persistence.js';
import { UniversityRepository } from './persistence/university.repository.js';
import { ApplicationByIdController } from './queries/application-by-id/application-by-id.http.js';
import { ApplicationByIdQuery } from './queries/application-by-id/application-by-id.query.js';
import { ApplicationListController } from './queries/application-list/application-list.http.js';
import { ApplicationListQuery } from './queries/application-list/application-list.query.js';
import { ApplicationCodesController } from './queries/codes/codes.http.js';
import { OwnStudyRightsController } from './queries/own-study-rights/own-study-rights.http.js';
import { OwnStudyRightsQuery } from './queries/own-study-rights/own-study-rights.query.js';
import { SearchCoursesController } from './queries/search-courses/search-courses.http.js';
import { SearchCoursesQuery } from './queries/search-courses/search-courses.query.js';
import { SearchHandlersController } from './queries/search-handlers/search-handlers.http.js';
import { SearchHandlersQuery } from './queries/search-handlers/search-handlers.query.js';
import { ApplicationTimelineController } from './queries/application-timeline/application-timeline.http.js';
import { ApplicationTimelineQuery } from './queries/application-timeline/application-timeline.query.js';
import { RightsMatrixController } from './queries/rights-matrix/rights-matrix.http.js';
import { RightsMatrixPreviewController } from './queries/rights-matrix-preview/rights-matrix-preview.http.js';
import { RightsMatrixPreviewQuery } from './queries/rights-matrix-preview/rights-matrix-preview.query.js';
import { RightsMatrixVersionsController } from './queries/rights-matrix-versions/rights-matrix-versions.http.js';
import { RightsMatrixVersionsQuery } from './queries/rights-matrix-versions/rights-matrix-versions.query.js';
import { InstitutionSettingsController } from './queries/institution-settings/institution-settings.http.js';
import { WhenDecisionProposed } from './reactions/when-decision-proposed/when-decision-proposed.js';
import { WhenDecisionsRepublishRequested } from './reactions/when-decisions-republish-requested/when-decisions-republish-requested.js';
import { WhenRecognitionRecorded } from './reactions/when-recognition-recorded/when-recognition-recorded.js';
import { WhenStudyRightDigestPublished } from './reactions/when-study-right-digest-published/when-study-right-digest-published.js';
import { BlockStudyRightTypesController } from './use-cases/block-study-right-types/block-study-right-types.http.js';
import { ChangeRightsMatrixController } from './use-cases/change-rights-matrix/change-rights-matrix.http.js';
import { ChangeRightsMatrix } from './use-cases/change-rights-matrix/change-rights-matrix.use-case.js';
import { ChangeSettings } from './use-cases/change-settings.js';
import { LimitHandlingTimeController } from './use-cases/limit-handling-time/limit-handling-time.http.js';
import { CancelApplicationController } from './use-cases/cancel-application/cancel-application.http.js';
import { CreateDraftController } from './use-cases/create-draft/create-draft.http.js';
import { CreateDraft } from './use-cases/create-draft/create-draft.use-case.js';
import { DeleteDraftController } from './use-cases/delete-draft/delete-draft.http.js';
import { DeleteDraft } from './use-cases/delete-draft/delete-draft.use-case.js';
import { EditDraftController } from './use-cases/edit-draft/edit-draft.http.js';
import { EditDraft } from './use-cases/edit-draft/edit-draft.use-case.js';
import { EditReturnedPartController } from './use-cases/edit-returned-part/edit-returned-part.http.js';
import { EditReturnedPart } from './use-cases/edit-returned-part/edit-returned-part.use-case.js';
import { ReopenApplicationController } from './use-cases/reopen-application/reopen-application.http.js';
import { ReopenApplication } from './use-cases/reopen-application/reopen-application.use-case.js';
import { ResubmitPartsController } from './use-cases/resubmit-parts/resubmit-parts.http.js';
import { ReturnPartController } from './use-cases/return-part/return-part.http.js';
import { StartProcessingController } from './use-cases/start-processing/start-processing.http.js';
import { SubmitApplicationController } from './use-cases/submit-application/submit-application.http.js';
import { SubmitApplication } from './use-cases/submit-application/submit-application.use-case.js';
import { TakeOverPartsController } from './use-cases/take-over-parts/take-over-parts.http.js';
import { TakeOverParts } from './use-cases/take-over-parts/take-over-parts.use-case.js';
import { TransferPartsController } from './use-cases/transfer-parts/transfer-parts.http.js';
import { TransferParts } from './use-cases/transfer-parts/transfer-parts.use-case.js';
import { AnswerProposedChangeController } from './use-cases/answer-proposed-change/answer-proposed-change.http.js';
import { LimitChangeProposalsController } from './use-cases/limit-change-proposals/limit-change-proposals.http.js';
import { ProposeChangeController } from './use-cases/propose-change/propose-change.http.js';
import { ProposeChange } from './use-cases/propose-change/propose-change.use-case.js';
import { watched } from './watched-changes.js';
import { ChangeApplication } from './use-cases/change-application.js';
import { Completeness } from './use-cases/completeness.js';
import { RoomForADraft } from './use-cases/room-for-a-draft.js';
import { WrittenContent } from './use-cases/written-content.js';

const controllers = [
  CreateDraftController,
  EditDraftController,
  DeleteDraftController,
  SubmitApplicationController,
  StartProcessingController,
  TakeOverPartsController,
  TransferPartsController,
  ReturnPartController,
  ProposeChangeController,
  AnswerProposedChangeController,
  EditReturnedPartController,
  ResubmitPartsController,
  CancelApplicationController,
  ReopenApplicationController,
  ApplicationByIdController,
  ApplicationListController,
  ApplicationCodesController,
  BlockStudyRightTypesController,
  LimitHandlingTimeController,
  LimitChangeProposalsController,
  InstitutionSettingsController,
  ApplicationTimelineController,
  OwnStudyRightsController,
  SearchCoursesController,
  SearchHandlersController,
  ChangeRightsMatrixController,
  RightsMatrixController,
  RightsMatrixPreviewController,
  RightsMatrixVersionsController,
];

const reactions = [
  WhenDecisionProposed,
  WhenDecisionsRepublishRequested,
  WhenRecognitionRecorded,
  WhenStudyRightDigestPublished,
];

const useCases = [
  CreateDraft,
  EditDraft,
  DeleteDraft,
  SubmitApplication,
  ProposeChange,
  TakeOverParts,
  TransferParts,
  EditReturnedPart,
  ReopenApplication,
  ChangeSettings,
  ApplicationByIdQuery,
  ApplicationListQuery,
  ApplicationTimelineQuery,
  OwnStudyRightsQuery,
  SearchCoursesQuery,
  SearchHandlersQuery,
  ChangeRightsMatrix,
  RightsMatrixPreviewQuery,
  RightsMatrixVersionsQuery,
  ChangeApplication,
  WrittenContent,
  Completeness,
];

/** The applications service: the student's application from draft to handled; single writer of every part's state. */
@Module({
  imports: [
    PlatformModule.forService({
      name: 'applications',
      config,
      errors: { ...platformErrorsHere, ...errors },
      names,
    }),
    TypeOrmModule.forRoot(dataSourceOptions(config, persistence)),
    MessagingModule.forService({ service: 'applications', config, copies, watched }),
    ReconcileModule.forService({ digests, copies: ['study-rights'], everyMinutes: config.RECONCILE_MINUTES }),
  ],
  controllers: [...controllers, ...reactions],
  providers: [
    ...useCases,
    ApplicationRepository,
    RightsMatrixRepository,
    CopiesRepository,
    UniversityRepository,
    IdempotentTransaction.refusing('application/idempotency-key-reused'),
    {
      provide: RoomForADraft,
      inject: [ApplicationRepository],
      useFactory: (applications: ApplicationRepository) => new RoomForADraft(applications, config.DRAFTS_PER_PERSON),
    },
  ],
})
export class ApplicationsModule {}
