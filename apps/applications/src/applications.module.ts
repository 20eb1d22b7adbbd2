import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, MessagingModule, ReconcileModule } from '#messaging';
import { PlatformModule } from '#platform';
import { config } from './config.js';
import { errors } from './errors.js';
import { ApplicationRepository } from './persistence/application.repository.js';
import { digests } from './persistence/digests.js';
import { CopiesRepository } from './persistence/copies.repository.js';
import { IdempotencyKeyRepository } from './persistence/idempotency-key.repository.js';
import { persistence } from './persistence/persistence.js';
import { ApplicationByIdHttp } from './queries/application-by-id/application-by-id.http.js';
import { ApplicationByIdQuery } from './queries/application-by-id/application-by-id.query.js';
import { ApplicationListHttp } from './queries/application-list/application-list.http.js';
import { ApplicationListQuery } from './queries/application-list/application-list.query.js';
import { InstitutionSettingsHttp } from './queries/institution-settings/institution-settings.http.js';
import { WhenCoursePublished } from './reactions/when-course-published/when-course-published.js';
import { WhenDecisionProposed } from './reactions/when-decision-proposed/when-decision-proposed.js';
import { WhenDecisionsRepublishRequested } from './reactions/when-decisions-republish-requested/when-decisions-republish-requested.js';
import { WhenDegreeProgrammePublished } from './reactions/when-degree-programme-published/when-degree-programme-published.js';
import { WhenPersonForgotten } from './reactions/when-person-forgotten/when-person-forgotten.js';
import { WhenPersonPublished } from './reactions/when-person-published/when-person-published.js';
import { WhenRecognitionRecorded } from './reactions/when-recognition-recorded/when-recognition-recorded.js';
import { WhenStudyRightDigestPublished } from './reactions/when-study-right-digest-published/when-study-right-digest-published.js';
import { WhenStudyRightRestated } from './reactions/when-study-right-restated/when-study-right-restated.js';
import { WhenStudyRightInvalidated } from './reactions/when-study-right-invalidated/when-study-right-invalidated.js';
import { WhenStudyRightStored } from './reactions/when-study-right-stored/when-study-right-stored.js';
import { BlockStudyRightTypesHttp } from './use-cases/block-study-right-types/block-study-right-types.http.js';
import { BlockStudyRightTypesUseCase } from './use-cases/block-study-right-types/block-study-right-types.use-case.js';
import { CancelApplicationHttp } from './use-cases/cancel-application/cancel-application.http.js';
import { CancelApplicationUseCase } from './use-cases/cancel-application/cancel-application.use-case.js';
import { CreateDraftHttp } from './use-cases/create-draft/create-draft.http.js';
import { CreateDraftUseCase } from './use-cases/create-draft/create-draft.use-case.js';
import { DeleteDraftHttp } from './use-cases/delete-draft/delete-draft.http.js';
import { DeleteDraftUseCase } from './use-cases/delete-draft/delete-draft.use-case.js';
import { EditDraftHttp } from './use-cases/edit-draft/edit-draft.http.js';
import { EditDraftUseCase } from './use-cases/edit-draft/edit-draft.use-case.js';
import { EditReturnedPartHttp } from './use-cases/edit-returned-part/edit-returned-part.http.js';
import { EditReturnedPartUseCase } from './use-cases/edit-returned-part/edit-returned-part.use-case.js';
import { ReopenApplicationHttp } from './use-cases/reopen-application/reopen-application.http.js';
import { ReopenApplicationUseCase } from './use-cases/reopen-application/reopen-application.use-case.js';
import { ResubmitPartsHttp } from './use-cases/resubmit-parts/resubmit-parts.http.js';
import { ResubmitPartsUseCase } from './use-cases/resubmit-parts/resubmit-parts.use-case.js';
import { ReturnPartHttp } from './use-cases/return-part/return-part.http.js';
import { ReturnPartUseCase } from './use-cases/return-part/return-part.use-case.js';
import { StartProcessingHttp } from './use-cases/start-processing/start-processing.http.js';
import { StartProcessingUseCase } from './use-cases/start-processing/start-processing.use-case.js';
import { SubmitApplicationHttp } from './use-cases/submit-application/submit-application.http.js';
import { SubmitApplicationUseCase } from './use-cases/submit-application/submit-application.use-case.js';
import { FieldErrorMessages } from './use-cases/field-error-messages.js';
import { IdempotentTransaction } from './use-cases/create-draft/idempotent-transaction.js';
import { RoomForADraft } from './use-cases/room-for-a-draft.js';
import { WrittenContent } from './use-cases/written-content.js';

const doors = [
  CreateDraftHttp,
  EditDraftHttp,
  DeleteDraftHttp,
  SubmitApplicationHttp,
  StartProcessingHttp,
  ReturnPartHttp,
  EditReturnedPartHttp,
  ResubmitPartsHttp,
  CancelApplicationHttp,
  ReopenApplicationHttp,
  ApplicationByIdHttp,
  ApplicationListHttp,
  BlockStudyRightTypesHttp,
  InstitutionSettingsHttp,
];

const reactions = [
  WhenCoursePublished,
  WhenDecisionProposed,
  WhenDecisionsRepublishRequested,
  WhenDegreeProgrammePublished,
  WhenPersonForgotten,
  WhenPersonPublished,
  WhenRecognitionRecorded,
  WhenStudyRightDigestPublished,
  WhenStudyRightInvalidated,
  WhenStudyRightRestated,
  WhenStudyRightStored,
];

const useCases = [
  CreateDraftUseCase,
  EditDraftUseCase,
  DeleteDraftUseCase,
  SubmitApplicationUseCase,
  StartProcessingUseCase,
  ReturnPartUseCase,
  EditReturnedPartUseCase,
  ResubmitPartsUseCase,
  CancelApplicationUseCase,
  ReopenApplicationUseCase,
  BlockStudyRightTypesUseCase,
  ApplicationByIdQuery,
  ApplicationListQuery,
  IdempotentTransaction,
  WrittenContent,
];

/** The applications service: the student's application from draft to handled; single writer of every part's state. */
@Module({
  imports: [
    PlatformModule.forService({ name: 'applications', config, errors }),
    TypeOrmModule.forRoot(dataSourceOptions(config, persistence)),
    MessagingModule.forService({ service: 'applications', config }),
    ReconcileModule.forService({ digests, copies: ['study-rights'], everyMinutes: config.RECONCILE_MINUTES }),
  ],
  controllers: [...doors, ...reactions],
  providers: [
    ...useCases,
    ApplicationRepository,
    CopiesRepository,
    IdempotencyKeyRepository,
    {
      provide: RoomForADraft,
      inject: [ApplicationRepository],
      useFactory: (applications: ApplicationRepository) => new RoomForADraft(applications, config.DRAFTS_PER_PERSON),
    },
    { provide: APP_INTERCEPTOR, useClass: FieldErrorMessages },
  ],
})
export class ApplicationsModule {}
