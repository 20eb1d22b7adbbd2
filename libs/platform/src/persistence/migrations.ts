import { AuditEvent1763800000000 } from './migrations/1763800000000-audit-event.js';

/** Migrations of the audit log, which every service has. */
export const auditMigrations = [AuditEvent1763800000000] as const;
