import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, MessagingModule, ReconcileModule } from '#messaging';
import { PlatformModule } from '#platform';
import { config } from './config.js';
import { errors } from './errors.js';
import { database } from './persistence/database.js';
import { Precedents } from './persistence/precedents.js';
import { SearchPrecedentsHttp } from './queries/search-precedents/search-precedents.http.js';
import { SearchPrecedents } from './queries/search-precedents/search-precedents.query.js';
import { WhenPrecedentDigestPublished } from './reactions/when-precedent-digest-published/when-precedent-digest-published.js';
import { WhenPrecedentReleased } from './reactions/when-precedent-released/when-precedent-released.js';
import { WithholdPersonalDataSchedule } from './schedules/withhold-personal-data.schedule.js';
import { FilePrecedent } from './use-cases/file-precedent/file-precedent.use-case.js';
import { WithholdPersonalData } from './use-cases/withhold-personal-data/withhold-personal-data.use-case.js';

@Module({
  imports: [
    PlatformModule.forService({ name: 'recognition-bank', config, errors }),
    TypeOrmModule.forRoot(dataSourceOptions(config, database)),
    MessagingModule.forService({ service: 'recognition-bank', config }),
    ReconcileModule.forService({ copies: ['precedents'] }),
    ScheduleModule.forRoot(),
  ],
  controllers: [SearchPrecedentsHttp, WhenPrecedentReleased, WhenPrecedentDigestPublished],
  providers: [Precedents, FilePrecedent, SearchPrecedents, WithholdPersonalData, WithholdPersonalDataSchedule],
})
export class RecognitionBankModule {}
