import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, IdempotentTransaction, MessagingModule } from '#messaging';
import { PlatformModule } from '#platform';
import { config } from './config.js';
import { type ErrorCode, errors, names } from './errors.js';
import { Mailer } from './mail/mailer.js';
import { PostOffice } from './mail/post-office.js';
import { SmtpMailer } from './mail/smtp-mailer.js';
import { copies } from './persistence/copies.js';
import { persistence } from './persistence/persistence.js';
import { DigestRunRepository } from './persistence/digest-run.repository.js';
import { InstitutionRepository } from './persistence/institution.repository.js';
import { MessageRepository } from './persistence/message.repository.js';
import { PersonRepository } from './persistence/person.repository.js';
import { PreferencesRepository } from './persistence/preferences.repository.js';
import { SettingsRepository } from './persistence/settings.repository.js';
import { WaitingWorkRepository } from './persistence/waiting-work.repository.js';
import { CountUnreadMessagesController } from './queries/count-unread-messages/count-unread-messages.http.js';
import { CountUnreadMessagesQuery } from './queries/count-unread-messages/count-unread-messages.query.js';
import { ListDeskMessagesController } from './queries/list-desk-messages/list-desk-messages.http.js';
import { ListDeskMessagesQuery } from './queries/list-desk-messages/list-desk-messages.query.js';
import { PreferencesController } from './queries/preferences/preferences.http.js';
import { SettingsController } from './queries/settings/settings.http.js';
import { AnnounceEvents } from './reactions/announce-events.js';
import { WhenInstitutionPublished } from './reactions/when-institution-published/when-institution-published.js';
import { WhenPersonForgotten } from './reactions/when-person-forgotten/when-person-forgotten.js';
import { WhenPersonPublished } from './reactions/when-person-published/when-person-published.js';
import { DigestSchedule } from './schedules/digest.schedule.js';
import { MailSchedule } from './schedules/mail.schedule.js';
import { PendingMessagesSchedule } from './schedules/pending-messages.schedule.js';
import { Links } from './texts/links.js';
import { Texts } from './texts/texts.js';
import { AnnounceEvent } from './use-cases/announce-event/announce-event.use-case.js';
import { ChangePreferences } from './use-cases/change-preferences.js';
import { ChangeSettings } from './use-cases/change-settings.js';
import { ChooseDigestController } from './use-cases/choose-digest/choose-digest.http.js';
import { CompleteMessages } from './use-cases/complete-messages/complete-messages.use-case.js';
import { DeleteViewController } from './use-cases/delete-view/delete-view.http.js';
import { KeepViewController } from './use-cases/keep-view/keep-view.http.js';
import { MarkMessageReadController } from './use-cases/mark-message-read/mark-message-read.http.js';
import { MarkMessageRead } from './use-cases/mark-message-read/mark-message-read.use-case.js';
import { MarkMessagesReadController } from './use-cases/mark-messages-read/mark-messages-read.http.js';
import { MarkMessagesRead } from './use-cases/mark-messages-read/mark-messages-read.use-case.js';
import { SetClosedDaysController } from './use-cases/set-closed-days/set-closed-days.http.js';
import { SetDigestController } from './use-cases/set-digest/set-digest.http.js';
import { SwitchShortcutsController } from './use-cases/switch-shortcuts/switch-shortcuts.http.js';
import { WriteDigestBatch } from './use-cases/write-digest-batch.js';
import { WriteDigests } from './use-cases/write-digests/write-digests.use-case.js';
import { watched } from './watched-changes.js';
import { SendMail } from './use-cases/send-mail/send-mail.use-case.js';

@Module({
  imports: [
    PlatformModule.forService({ name: 'notifications', config, errors, names }),
    TypeOrmModule.forRoot(dataSourceOptions(config, persistence)),
    MessagingModule.forService({ service: 'notifications', config, copies, watched }),
    ScheduleModule.forRoot(),
  ],
  controllers: [
    ChooseDigestController,
    CountUnreadMessagesController,
    DeleteViewController,
    KeepViewController,
    ListDeskMessagesController,
    MarkMessageReadController,
    MarkMessagesReadController,
    PreferencesController,
    SetClosedDaysController,
    SetDigestController,
    SettingsController,
    SwitchShortcutsController,
    AnnounceEvents,
    WhenInstitutionPublished,
    WhenPersonForgotten,
    WhenPersonPublished,
  ],
  providers: [
    PersonRepository,
    InstitutionRepository,
    MessageRepository,
    PreferencesRepository,
    DigestRunRepository,
    SettingsRepository,
    WaitingWorkRepository,
    IdempotentTransaction.refusing('settings/idempotency-key-reused' satisfies ErrorCode),
    Texts,
    { provide: Links, useFactory: () => new Links(config.PUBLIC_BASE_URL) },
    { provide: Mailer, useFactory: () => new SmtpMailer({ url: config.SMTP_URL, from: config.MAIL_FROM }) },
    PostOffice,
    AnnounceEvent,
    ChangePreferences,
    ChangeSettings,
    CompleteMessages,
    WriteDigestBatch,
    WriteDigests,
    MarkMessageRead,
    MarkMessagesRead,
    SendMail,
    CountUnreadMessagesQuery,
    ListDeskMessagesQuery,
    DigestSchedule,
    MailSchedule,
    PendingMessagesSchedule,
  ],
})
export class NotificationsModule {}
