import type { AuditLine } from '#platform';
import type { Application } from '../domain/application.js';

/** The audit line of a change: who did what to whose application, and how the parts' states went. No free text. */
export function auditOfChange(
  actorId: string,
  action: string,
  before: Application | null,
  after: Application,
  at: Date,
): AuditLine {
  return {
    institutionOid: after.institutionOid,
    actorId,
    action,
    targetKind: 'application',
    targetId: after.id,
    subjectPersonId: after.studentId,
    details: { version: after.version, before: before && statesOf(before), after: statesOf(after) },
    at,
  };
}

function statesOf(application: Application) {
  return application.parts.map(({ id, round, state, outcome }) => ({ part: id, round, state, outcome }));
}
