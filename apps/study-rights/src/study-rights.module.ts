import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, MessagingModule, ReconcileModule } from '#messaging';
import { PlatformModule } from '#platform';
import { config } from './config.js';
import { errors, names } from './errors.js';
import { HoksModule } from './hoks/hoks.module.js';
import { HoksesOfStudyRightModule } from './hoks/hokses-of-study-right.module.js';
import { copies } from './persistence/copies.js';
import { digests } from './persistence/digests.js';
import { persistence } from './persistence/persistence.js';
import { RepositoriesModule } from './persistence/repositories.module.js';
import { WhenApplicationsRepublishRequested } from './reactions/when-applications-republish-requested/when-applications-republish-requested.js';
import { WhenDecisionsRepublishRequested } from './reactions/when-decisions-republish-requested/when-decisions-republish-requested.js';
import { supportDesk } from './problems/problems.module.js';
import { explainedBy } from './problems/problems.js';
import { ServiceUsersModule } from './service-users/service-users.module.js';
import { StudyRightRegisterModule } from './study-rights/study-right-register.module.js';
import { SupportDeskModule } from './support-desk/support-desk.module.js';
import { RestateStudyRights } from './use-cases/restate-study-rights/restate-study-rights.js';
import { watched } from './watched-changes.js';
import { VirtaModule } from './virta/virta.module.js';

@Module({
  imports: [
    PlatformModule.forService({ name: 'study-rights', config, errors, names, explain: explainedBy(supportDesk) }),
    TypeOrmModule.forRoot(dataSourceOptions(config, persistence)),
    MessagingModule.forService({ service: 'study-rights', config, copies, watched }),
    ReconcileModule.forService({ digests, everyMinutes: config.RECONCILE_MINUTES }),
    ScheduleModule.forRoot(),
    RepositoriesModule,
    ServiceUsersModule,
    StudyRightRegisterModule,
    HoksesOfStudyRightModule,
    HoksModule,
    SupportDeskModule,
    VirtaModule,
  ],
  controllers: [WhenApplicationsRepublishRequested, WhenDecisionsRepublishRequested],
  providers: [RestateStudyRights],
})
export class StudyRightsModule {}
