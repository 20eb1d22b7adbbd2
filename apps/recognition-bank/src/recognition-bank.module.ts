import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, MessagingModule, ReconcileModule } from '#messaging';
import { PlatformModule } from '#platform';
import { config } from './config.js';
import { errors, names } from './errors.js';
import { KeywordsModule } from './keywords/keywords.module.js';
import { copies } from './persistence/copies.js';
import { persistence } from './persistence/persistence.js';
import { PrecedentRepository } from './precedents/persistence/precedent.repository.js';
import { SearchPrecedentsController } from './precedents/queries/search-precedents/search-precedents.http.js';
import { SearchPrecedentsQuery } from './precedents/queries/search-precedents/search-precedents.query.js';
import { WhenPrecedentDigestPublished } from './precedents/reactions/when-precedent-digest-published/when-precedent-digest-published.js';
import { WhenPrecedentReleased } from './precedents/reactions/when-precedent-released/when-precedent-released.js';
import { WithholdPersonalDataSchedule } from './precedents/schedules/withhold-personal-data.schedule.js';
import { WithholdPersonalData } from './precedents/use-cases/withhold-personal-data/withhold-personal-data.use-case.js';

@Module({
  imports: [
    PlatformModule.forService({ name: 'recognition-bank', config, errors, names }),
    TypeOrmModule.forRoot(dataSourceOptions(config, persistence)),
    MessagingModule.forService({ service: 'recognition-bank', config, copies }),
    ReconcileModule.forService({ copies: ['precedents'] }),
    ScheduleModule.forRoot(),
    KeywordsModule,
  ],
  controllers: [SearchPrecedentsController, WhenPrecedentReleased, WhenPrecedentDigestPublished],
  providers: [PrecedentRepository, SearchPrecedentsQuery, WithholdPersonalData, WithholdPersonalDataSchedule],
})
export class RecognitionBankModule {}
