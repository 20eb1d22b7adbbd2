import type { AuditLine } from '#platform';
import type { Application } from '../domain/application.js';
import type { Decided } from '../domain/decided.js';

/** The audit lines of a change: who did what to whose application, and how the parts' states went. No free text. */
export function auditsOfChange(
  actorId: string,
  action: string,
  before: Application | null,
  { application, draft, gone }: Decided,
  at: Date,
): AuditLine[] {
  const line = (from: Application | null, to: Application): AuditLine => ({
    institutionOid: to.institutionOid,
    actorId,
    action,
    targetKind: 'application',
    targetId: to.id,
    subjectPersonId: to.studentId,
    details: { version: to.version, before: from && statesOf(from), after: statesOf(to) },
    at,
  });
  const after = gone ? { ...application, parts: [] } : application;
  return [line(before, after), ...(draft ? [line(null, draft)] : [])];
}

function statesOf(application: Application) {
  return application.parts.map(({ id, round, state, outcome }) => ({ part: id, round, state, outcome }));
}
