import { auditMigrations } from '#platform';
import { OutboxAndInbox1763800001000 } from './migrations/1763800001000-outbox-and-inbox.js';
import { IndexDeadLetters1764010000000 } from './migrations/1764010000000-index-dead-letters.js';
import { GroupDeadLetters1764600000000 } from './migrations/1764600000000-group-dead-letters.js';
import { Reconcile1764020000000 } from './migrations/1764020000000-reconcile.js';
import { StuckPartitions1764410000000 } from './migrations/1764410000000-stuck-partitions.js';
import { FindWhatIsOld1764500000000 } from './migrations/1764500000000-find-what-is-old.js';
import { IdempotencyKeys1764800000000 } from './migrations/1764800000000-idempotency-keys.js';
import { DeadLettersOfAllDatabasesAlike1764400000000 } from './migrations/1764400000000-dead-letters-of-all-databases-alike.js';

/**
 * Migrations of the tables that every service has. A new one: a file in `migrations/` with the next timestamp, its class
 * in this list, `npm run generate`. Its text is then frozen (docs/schema/migrations.lock.json).
 */
export const libraryMigrations = [
  ...auditMigrations,
  OutboxAndInbox1763800001000,
  IndexDeadLetters1764010000000,
  DeadLettersOfAllDatabasesAlike1764400000000,
  StuckPartitions1764410000000,
  FindWhatIsOld1764500000000,
  GroupDeadLetters1764600000000,
] as const;

/** Migrations of the reconciliation's tables, for services that have no own part in the migration of this name. */
export const reconcileMigrations = [Reconcile1764020000000] as const;

/** Migrations of the table of Idempotency-Keys, for services whose commands take them. */
export const idempotencyMigrations = [IdempotencyKeys1764800000000] as const;
