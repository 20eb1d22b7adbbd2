import { type EventBodies, type SeenApplication, seesApplication } from '#contracts';
import type { Note, WatchedChanges } from '#messaging';
import type { Hint, SqlRunner } from '#platform';
import type { CaseEvent } from './case-news.js';
import { can, type Person } from './domain/policy.js';
import { readersWithRights } from './persistence/rights.js';

type Watched = SeenApplication & { readonly institution_oid: string; readonly application_id: string };

const caseChanged = ({ applicationId, summary }: EventBodies[CaseEvent]): Hint[] => [
  { kind: 'decision', id: applicationId, version: summary.version },
];
const decided = ({ applicationId: id }: { readonly applicationId: string }): Hint[] => [
  { kind: 'decision', id },
  { kind: 'recording', id },
];
/** Not for the student: a decision that has not been confirmed is none yet. */
const inWork = ({ applicationId: id }: { readonly applicationId: string }): Hint[] => [{ kind: 'work-list', id }];

const SEEN = `
  SELECT c.institution_oid, c.application_id, c.student_id AS "studentId", c.programme_code AS "programmeCode",
         (SELECT jsonb_agg(jsonb_build_object('state', p.state, 'outcome', p.outcome, 'handlerId', p.handler_id))
            FROM case_part p WHERE p.institution_oid = c.institution_oid AND p.application_id = c.application_id) AS parts
    FROM unnest($1::text[], $2::uuid[]) AS watched (institution_oid, application_id)
    JOIN application_case c USING (institution_oid, application_id)`;

/**
 * What pages watch here, by the id of the application: its case with the decisions, the work on them, and the recording queue. The
 * copy of the application follows it a moment later, and then gives a hint of its own.
 */
export const watched: WatchedChanges = {
  hints: {
    'applications.application-submitted.v1': caseChanged,
    'applications.application-processing-started.v1': caseChanged,
    'applications.application-part-returned.v1': caseChanged,
    'applications.application-parts-transferred.v1': caseChanged,
    'applications.application-change-proposed.v1': caseChanged,
    'applications.application-change-declined.v1': caseChanged,
    'applications.application-parts-resubmitted.v1': caseChanged,
    'applications.application-cancelled.v1': caseChanged,
    'applications.application-reopened.v1': caseChanged,
    'applications.part-decision-confirmed.v1': caseChanged,
    'applications.part-decision-refused.v1': caseChanged,
    'applications.application-part-recorded.v1': caseChanged,
    'applications.application-restated.v1': caseChanged,
    'decisions.decision-proposed.v1': inWork,
    'decisions.decision-voided.v1': inWork,
    'decisions.decision-made.v1': decided,
    'decisions.recognition-recorded.v1': decided,
  },
  readers: async (sql: SqlRunner, notes: readonly Note[]) => {
    const withRights = await readersWithRights(
      sql,
      notes.map(({ institutionOid }) => institutionOid),
    );
    const rows = await sql.query<Watched[]>(SEEN, [
      notes.map(({ institutionOid }) => institutionOid),
      notes.map(({ hint }) => hint.id),
    ]);
    return notes.map(({ institutionOid, hint }) => {
      const seen = rows.find((row) => row.institution_oid === institutionOid && row.application_id === hint.id);
      return (reader) =>
        seen !== undefined && reader.institutionOid === institutionOid && mayRead(withRights(reader), hint, seen);
    });
  },
};

function mayRead(reader: Person, { kind }: Hint, seen: Watched): boolean {
  if (kind === 'recording') return seesInQueue(reader, seen);
  return seesApplication(reader, seen) && (kind === 'decision' || reader.personId !== seen.studentId);
}

function seesInQueue(
  reader: Person,
  { institution_oid: institutionOid, studentId, programmeCode, parts }: Watched,
): boolean {
  const handlerIds = parts.flatMap(({ handlerId }) => handlerId ?? []);
  return can(reader, 'see-recording-queue', { institutionOid, studentId, programmeCode, handlerIds }) === null;
}
