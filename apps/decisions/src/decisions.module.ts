import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, IdempotentTransaction, MessagingModule, ReconcileModule } from '#messaging';
import { PlatformModule } from '#platform';
import { config } from './config.js';
import { errors, names } from './errors.js';
import { Attainments } from './persistence/attainments.js';
import { Cases } from './persistence/cases.js';
import { digests } from './persistence/digests.js';
import { Decisions } from './persistence/decisions.js';
import { persistence } from './persistence/persistence.js';
import { PartsToDecide } from './persistence/parts-to-decide.js';
import { Recordings } from './persistence/recordings.js';
import { RegisterCopies } from './persistence/register-copies.js';
import { AttainmentsOfStudentController } from './queries/attainments-of-student/attainments-of-student.http.js';
import { AttainmentsOfStudentQuery } from './queries/attainments-of-student/attainments-of-student.query.js';
import { RecordingQueueController } from './queries/recording-queue/recording-queue.http.js';
import { RecordingQueueQuery } from './queries/recording-queue/recording-queue.query.js';
import { ShowCaseController } from './queries/show-case/show-case.http.js';
import { ShowCaseQuery } from './queries/show-case/show-case.query.js';
import { ShowDecisionController } from './queries/show-decision/show-decision.http.js';
import { ShowDecisionQuery } from './queries/show-decision/show-decision.query.js';
import { WhenApplicationCancelled } from './reactions/when-application-cancelled/when-application-cancelled.js';
import { WhenApplicationDigestPublished } from './reactions/when-application-digest-published/when-application-digest-published.js';
import { WhenApplicationPartRecorded } from './reactions/when-application-part-recorded/when-application-part-recorded.js';
import { WhenApplicationPartReturned } from './reactions/when-application-part-returned/when-application-part-returned.js';
import { WhenApplicationPartsResubmitted } from './reactions/when-application-parts-resubmitted/when-application-parts-resubmitted.js';
import { WhenApplicationProcessingStarted } from './reactions/when-application-processing-started/when-application-processing-started.js';
import { WhenApplicationReopened } from './reactions/when-application-reopened/when-application-reopened.js';
import { WhenApplicationRestated } from './reactions/when-application-restated/when-application-restated.js';
import { WhenApplicationSubmitted } from './reactions/when-application-submitted/when-application-submitted.js';
import { WhenCoursePublished } from './reactions/when-course-published/when-course-published.js';
import { WhenDegreeProgrammePublished } from './reactions/when-degree-programme-published/when-degree-programme-published.js';
import { WhenPartDecisionConfirmed } from './reactions/when-part-decision-confirmed/when-part-decision-confirmed.js';
import { WhenPartDecisionRefused } from './reactions/when-part-decision-refused/when-part-decision-refused.js';
import { WhenPersonForgotten } from './reactions/when-person-forgotten/when-person-forgotten.js';
import { WhenPersonPublished } from './reactions/when-person-published/when-person-published.js';
import { WhenRecognitionBankRepublishRequested } from './reactions/when-recognition-bank-republish-requested/when-recognition-bank-republish-requested.js';
import { WhenStudyRightDigestPublished } from './reactions/when-study-right-digest-published/when-study-right-digest-published.js';
import { WhenStudyRightRestated } from './reactions/when-study-right-restated/when-study-right-restated.js';
import { WhenStudyRightStored } from './reactions/when-study-right-stored/when-study-right-stored.js';
import { ActOnCase } from './use-cases/act-on-case.js';
import { BringCaseUpToDate } from './use-cases/bring-case-up-to-date/bring-case-up-to-date.use-case.js';
import { MakeDecisionController } from './use-cases/make-decision/make-decision.http.js';
import { MakeDecision } from './use-cases/make-decision/make-decision.use-case.js';
import { RecordRecognitionController } from './use-cases/record-recognition/record-recognition.http.js';
import { RecordRecognition } from './use-cases/record-recognition/record-recognition.use-case.js';
import { SettleDecision } from './use-cases/settle-decision/settle-decision.use-case.js';

const doors = [
  MakeDecisionController,
  RecordRecognitionController,
  ShowCaseController,
  ShowDecisionController,
  RecordingQueueController,
  AttainmentsOfStudentController,
];

const reactions = [
  WhenApplicationSubmitted,
  WhenApplicationProcessingStarted,
  WhenApplicationPartReturned,
  WhenApplicationPartsResubmitted,
  WhenApplicationCancelled,
  WhenApplicationReopened,
  WhenApplicationPartRecorded,
  WhenApplicationRestated,
  WhenApplicationDigestPublished,
  WhenPartDecisionConfirmed,
  WhenPartDecisionRefused,
  WhenCoursePublished,
  WhenDegreeProgrammePublished,
  WhenPersonForgotten,
  WhenPersonPublished,
  WhenStudyRightStored,
  WhenStudyRightRestated,
  WhenStudyRightDigestPublished,
  WhenRecognitionBankRepublishRequested,
];

@Module({
  imports: [
    PlatformModule.forService({ name: 'decisions', config, errors, names }),
    TypeOrmModule.forRoot(dataSourceOptions(config, persistence)),
    MessagingModule.forService({ service: 'decisions', config }),
    ReconcileModule.forService({ digests, copies: ['cases', 'study-rights'], everyMinutes: config.RECONCILE_MINUTES }),
  ],
  controllers: [...doors, ...reactions],
  providers: [
    Cases,
    Decisions,
    Attainments,
    RegisterCopies,
    PartsToDecide,
    Recordings,
    BringCaseUpToDate,
    IdempotentTransaction.refusing('decision/idempotency-key-reused'),
    ActOnCase,
    MakeDecision,
    SettleDecision,
    RecordRecognition,
    ShowCaseQuery,
    ShowDecisionQuery,
    RecordingQueueQuery,
    AttainmentsOfStudentQuery,
  ],
})
export class DecisionsModule {}
