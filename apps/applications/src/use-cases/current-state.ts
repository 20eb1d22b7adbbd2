import { type Actor, type SqlRunner } from '#platform';
import type { Application } from '../domain/application.js';
import { deriveApplicationState, type ApplicationState } from '../domain/derive-application-state.js';

/** What stands in the way of a command: the application as it is, and how it came to differ from what its sender has seen. */
export interface CurrentState {
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: ChangedBy;
  /** Paths in the application since the version that was seen, such as `parts.0.bases`; null when not all of them are known. */
  readonly changedFields: readonly string[] | null;
  readonly state: ApplicationState;
}

/**
 * Who made the newest version, as far as the application itself shows it to everybody who sees it: its student and its
 * handlers by their ids, others (deciders, recorders) as `OTHER` without one.
 */
export interface ChangedBy {
  readonly role: 'YOU' | 'STUDENT' | 'HANDLER' | 'OTHER';
  readonly personId: string | null;
}

interface ChangeLine {
  readonly actor_id: string;
  readonly fields: string[] | null;
}

/**
 * Conflicts are rare, so nothing is written for them: the audit log has a line for each change. It is read here as the history of
 * this application, and gives the names of fields, never their values.
 */
const CHANGES_SINCE = `
  SELECT actor_id, details -> 'fields' AS fields FROM audit_event
   WHERE institution_oid = $1 AND target_kind = 'application' AND target_id = $2
     AND details ? 'after' AND (details ->> 'version')::int > $3
   ORDER BY seq DESC LIMIT 200`;

export async function currentState(
  sql: SqlRunner,
  application: Application,
  viewer: Actor,
  seenVersion: number,
): Promise<CurrentState> {
  const { institutionOid, id, version, kind, parts, changedAt } = application;
  const lines = await sql.query<ChangeLine[]>(CHANGES_SINCE, [institutionOid, id, Math.min(seenVersion, version - 1)]);
  const fields = lines.flatMap((line) => line.fields ?? []);
  const known = lines.length >= version - seenVersion && lines.every((line) => line.fields !== null);
  return {
    version,
    changedAt: changedAt.toISOString(),
    changedBy: changedBy(application, viewer, lines[0]?.actor_id),
    changedFields: known ? [...new Set(fields)].sort() : null,
    state: deriveApplicationState(kind, parts),
  };
}

function changedBy(
  { studentId, handlerId, parts }: Application,
  viewer: Actor,
  actorId: string | undefined,
): ChangedBy {
  if (actorId === undefined) return { role: 'OTHER', personId: null };
  if (actorId === viewer.personId) return { role: 'YOU', personId: actorId };
  if (actorId === studentId) return { role: 'STUDENT', personId: actorId };
  const handles = actorId === handlerId || parts.some((part) => part.handlerId === actorId);
  return handles ? { role: 'HANDLER', personId: actorId } : { role: 'OTHER', personId: null };
}
