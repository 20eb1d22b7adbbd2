import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, IdempotentTransaction, MessagingModule, ReconcileModule } from '#messaging';
import { PlatformModule } from '#platform';
import { config } from './config.js';
import { errors, names } from './errors.js';
import { AttainmentRepository } from './persistence/attainment.repository.js';
import { CaseRepository } from './persistence/case.repository.js';
import { copies } from './persistence/copies.js';
import { digests } from './persistence/digests.js';
import { DecisionRepository } from './persistence/decision.repository.js';
import { persistence } from './persistence/persistence.js';
import { PartToDecideRepository } from './persistence/part-to-decide.repository.js';
import { RecordingRepository } from './persistence/recording.repository.js';
import { KeywordRepository } from './persistence/keyword.repository.js';
import { RightsMatrixRepository } from './persistence/rights-matrix.repository.js';
import { RegisterRepository } from './persistence/register.repository.js';
import { AttainmentsOfStudentController } from './queries/attainments-of-student/attainments-of-student.http.js';
import { AttainmentsOfStudentQuery } from './queries/attainments-of-student/attainments-of-student.query.js';
import { PlanRecordingController } from './queries/plan-recording/plan-recording.http.js';
import { PlanRecordingQuery } from './queries/plan-recording/plan-recording.query.js';
import { DecisionCodesController } from './queries/codes/codes.http.js';
import { RecordingQueueController } from './queries/recording-queue/recording-queue.http.js';
import { RecordingQueueQuery } from './queries/recording-queue/recording-queue.query.js';
import { ShowCaseController } from './queries/show-case/show-case.http.js';
import { ShowCaseQuery } from './queries/show-case/show-case.query.js';
import { ShowDecisionController } from './queries/show-decision/show-decision.http.js';
import { ShowDecisionQuery } from './queries/show-decision/show-decision.query.js';
import { WhenApplicationDigestPublished } from './reactions/when-application-digest-published/when-application-digest-published.js';
import { WhenPartDecisionConfirmed } from './reactions/when-part-decision-confirmed/when-part-decision-confirmed.js';
import { WhenPartDecisionRefused } from './reactions/when-part-decision-refused/when-part-decision-refused.js';
import { WhenPersonForgotten } from './reactions/when-person-forgotten/when-person-forgotten.js';
import { WhenRecognitionBankRepublishRequested } from './reactions/when-recognition-bank-republish-requested/when-recognition-bank-republish-requested.js';
import { WhenStudyRightDigestPublished } from './reactions/when-study-right-digest-published/when-study-right-digest-published.js';
import { watched } from './watched-changes.js';
import { ActOnCase } from './use-cases/act-on-case.js';
import { MakeDecisionController } from './use-cases/make-decision/make-decision.http.js';
import { MakeDecision } from './use-cases/make-decision/make-decision.use-case.js';
import { RecordRecognitionController } from './use-cases/record-recognition/record-recognition.http.js';
import { RecordRecognition } from './use-cases/record-recognition/record-recognition.use-case.js';
import { SettleDecision } from './use-cases/settle-decision/settle-decision.use-case.js';
import { UnsettledDecisionsController } from './queries/unsettled-decisions/unsettled-decisions.http.js';
import { MostUsedKeywordsController } from './queries/most-used-keywords/most-used-keywords.http.js';
import { MostUsedKeywordsQuery } from './queries/most-used-keywords/most-used-keywords.query.js';
import { UnsettledDecisionsQuery } from './queries/unsettled-decisions/unsettled-decisions.query.js';

const controllers = [
  MakeDecisionController,
  RecordRecognitionController,
  ShowCaseController,
  ShowDecisionController,
  PlanRecordingController,
  RecordingQueueController,
  UnsettledDecisionsController,
  MostUsedKeywordsController,
  DecisionCodesController,
  AttainmentsOfStudentController,
];

const reactions = [
  WhenApplicationDigestPublished,
  WhenPartDecisionConfirmed,
  WhenPartDecisionRefused,
  WhenPersonForgotten,
  WhenStudyRightDigestPublished,
  WhenRecognitionBankRepublishRequested,
];

@Module({
  imports: [
    PlatformModule.forService({ name: 'decisions', config, errors, names }),
    TypeOrmModule.forRoot(dataSourceOptions(config, persistence)),
    MessagingModule.forService({ service: 'decisions', config, copies, watched }),
    ReconcileModule.forService({ digests, copies: ['cases', 'study-rights'], everyMinutes: config.RECONCILE_MINUTES }),
  ],
  controllers: [...controllers, ...reactions],
  providers: [
    CaseRepository,
    DecisionRepository,
    AttainmentRepository,
    RegisterRepository,
    KeywordRepository,
    RightsMatrixRepository,
    PartToDecideRepository,
    RecordingRepository,
    IdempotentTransaction.refusing('decision/idempotency-key-reused'),
    ActOnCase,
    MakeDecision,
    SettleDecision,
    RecordRecognition,
    ShowCaseQuery,
    ShowDecisionQuery,
    PlanRecordingQuery,
    RecordingQueueQuery,
    UnsettledDecisionsQuery,
    MostUsedKeywordsQuery,
    AttainmentsOfStudentQuery,
  ],
})
export class DecisionsModule {}
