import { Global, Module } from '@nestjs/common';
import { HoksFeedbackRepository } from '../hoks/persistence/hoks-feedback.repository.js';
import { HoksRepository } from '../hoks/persistence/hoks.repository.js';
import { ServiceUserRepository } from '../service-users/service-user.repository.js';
import { InstitutionSettingRepository } from '../study-rights/persistence/institution-setting.repository.js';
import { InvalidationRefusalRepository } from '../study-rights/persistence/invalidation-refusal.repository.js';
import { KoskiSightingRepository } from '../study-rights/persistence/koski-sighting.repository.js';
import { LearnerRepository } from '../study-rights/persistence/learner.repository.js';
import { StudyRightHistoryRepository } from '../study-rights/persistence/study-right-history.repository.js';
import { StudyRightNameRepository } from '../study-rights/persistence/study-right-name.repository.js';
import { StudyRightRepository } from '../study-rights/persistence/study-right.repository.js';
import { BrokenHoksRepository } from '../support-desk/persistence/broken-hoks.repository.js';
import { CaseFileRepository } from '../support-desk/persistence/case-file.repository.js';
import { SupportCaseRepository } from '../support-desk/persistence/support-case.repository.js';
import { HigherEducationRepository } from '../virta/persistence/higher-education.repository.js';
import { VirtaRepository } from '../virta/persistence/virta.repository.js';
import { CaseTimelineRepository } from '../support-desk/persistence/case-timeline.repository.js';
import { PersonNameRepository } from './person-name.repository.js';
import { SenderTimeRepository } from './sender-time.repository.js';

const repositories = [
  ...[StudyRightRepository, StudyRightHistoryRepository, StudyRightNameRepository, LearnerRepository],
  ...[
    InstitutionSettingRepository,
    InvalidationRefusalRepository,
    KoskiSightingRepository,
    SenderTimeRepository,
    ServiceUserRepository,
  ],
  ...[HoksRepository, HoksFeedbackRepository],
  ...[SupportCaseRepository, CaseFileRepository, CaseTimelineRepository, BrokenHoksRepository, PersonNameRepository],
  ...[VirtaRepository, HigherEducationRepository],
];

/** The storage of all wings: they read each other's rows in their order, and the copies are written from outside of them. */
@Global()
@Module({ providers: repositories, exports: repositories })
export class RepositoriesModule {}
