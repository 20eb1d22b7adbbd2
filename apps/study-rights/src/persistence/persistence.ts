import { idempotencyMigrations, type PersistenceParts, reconcileMigrations } from '#messaging';
import { BrokenHoks1764321000000 } from './migrations/1764321000000-broken-hoks.js';
import { FeedbackJob1764320000000 } from './migrations/1764320000000-feedback-job.js';
import { FeedbackOutlivesItsHoks1764400001000 } from './migrations/1764400001000-feedback-outlives-its-hoks.js';
import { HigherEducationByStudent1765010000000 } from './migrations/1765010000000-higher-education-by-student.js';
import { HoksFeedback1764220000000 } from './migrations/1764220000000-hoks-feedback.js';
import { HoksVersion1764900000000 } from './migrations/1764900000000-hoks-version.js';
import { InvalidationsToldAgain1764730000000 } from './migrations/1764730000000-invalidations-told-again.js';
import { KoskiInterface1764100000000 } from './migrations/1764100000000-koski-interface.js';
import { ManagedServiceUsers1764990000000 } from './migrations/1764990000000-managed-service-users.js';
import { Tables1763900000000 } from './migrations/1763900000000-tables.js';
import { DeskPages1764760000000 } from './migrations/1764760000000-desk-pages.js';
import { EhoksInterface1764200000000 } from './migrations/1764200000000-ehoks-interface.js';
import { HistoryAsPatches1764110000000 } from './migrations/1764110000000-history-as-patches.js';
import { VirtaRecords1764131000000 } from './migrations/1764131000000-virta-records.js';
import { TimesOfSenders1764420000000 } from './migrations/1764420000000-times-of-senders.js';
import { UpstreamKoski1764130000000 } from './migrations/1764130000000-upstream-koski.js';
import { SupportDesk1764210000000 } from './migrations/1764210000000-support-desk.js';

/** What the database of this service is made of; rows are read and written by SQL, so there are no entities. */
export const persistence: PersistenceParts = {
  entities: [],
  migrations: [
    Tables1763900000000,
    ...reconcileMigrations,
    KoskiInterface1764100000000,
    HistoryAsPatches1764110000000,
    UpstreamKoski1764130000000,
    VirtaRecords1764131000000,
    EhoksInterface1764200000000,
    SupportDesk1764210000000,
    HoksFeedback1764220000000,
    FeedbackJob1764320000000,
    BrokenHoks1764321000000,
    FeedbackOutlivesItsHoks1764400001000,
    TimesOfSenders1764420000000,
    InvalidationsToldAgain1764730000000,
    DeskPages1764760000000,
    HoksVersion1764900000000,
    ManagedServiceUsers1764990000000,
    ...idempotencyMigrations,
    HigherEducationByStudent1765010000000,
  ],
};
