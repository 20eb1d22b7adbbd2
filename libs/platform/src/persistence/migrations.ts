import { AuditEvent1763800000000 } from './migrations/1763800000000-audit-event.js';
import { FindRepeatedReads1764910000000 } from './migrations/1764910000000-find-repeated-reads.js';

/** Migrations of the audit log, which every service has. */
export const auditMigrations = [AuditEvent1763800000000, FindRepeatedReads1764910000000] as const;
