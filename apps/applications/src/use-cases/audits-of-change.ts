import type { AuditLine } from '#platform';
import type { Application } from '../domain/application.js';
import { changedFields } from '../domain/changed-fields.js';
import type { Decided } from '../domain/decided.js';

/**
 * The audit lines of a change: who did what to whose application, how the parts' states went, and which fields changed. No free
 * text and no values. What a repetition only reads has its own line.
 */
export function auditsOfChange(
  actorId: string,
  action: string,
  before: Application | null,
  { application, draft, gone, repeated }: Decided,
  at: Date,
): AuditLine[] {
  if (repeated) return [];
  const line = (from: Application | null, to: Application): AuditLine => {
    const details = { version: to.version, before: from && statesOf(from), after: statesOf(to) };
    return {
      institutionOid: to.institutionOid,
      actorId,
      action,
      targetKind: 'application',
      targetId: to.id,
      subjectPersonId: to.studentId,
      details: { ...details, ...(from && { fields: changedFields(from, to) }) },
      at,
    };
  };
  const after = gone ? { ...application, parts: [] } : application;
  return [line(before, after), ...(draft ? [line(null, draft)] : [])];
}

/** Somebody sent a command again and got to see what it had reached. */
export function auditOfRepetition(
  actorId: string,
  action: string,
  { id, version, studentId }: Pick<Application, 'id' | 'version' | 'studentId'>,
  institutionOid: string,
  at: Date,
): AuditLine {
  const target = { targetKind: 'application', targetId: id, subjectPersonId: studentId };
  return { institutionOid, actorId, action, ...target, details: { version, repeated: true }, at };
}

function statesOf(application: Application) {
  return application.parts.map(({ id, round, state, outcome, handlerId, proposedChange }) => ({
    ...{ part: id, round, state, outcome, handler: handlerId, proposed: proposedChange?.at ?? null },
  }));
}
