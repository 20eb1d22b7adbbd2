import { type EventBodies, type EventName, type SeenApplication, seesApplication } from '#contracts';
import type { Note, WatchedChanges } from '#messaging';
import type { Actor, Hint, SqlRunner } from '#platform';
import { readersWithRights } from './persistence/rights.js';

type ApplicationEvents = Extract<EventName, `applications.application-${string}` | `applications.part-${string}`>;
type OfOneApplication = Exclude<ApplicationEvents, 'applications.application-digest-published.v1'>;

const changed = ({ applicationId, summary }: EventBodies[OfOneApplication]): Hint[] => [
  { kind: 'application', id: applicationId, version: summary.version },
];

interface Watched extends SeenApplication {
  readonly institution_oid: string;
  readonly id: string;
  readonly parts: readonly (SeenApplication['parts'][number] & { readonly formerHandlerId: string | null })[];
}

const SEEN = `
  SELECT a.institution_oid, a.id, a.student_id AS "studentId", a.programme_code AS "programmeCode",
         (SELECT jsonb_agg(jsonb_build_object('state', p.state, 'outcome', p.outcome, 'handlerId', p.handler_id,
                                             'formerHandlerId', p.transfer ->> 'fromHandlerId'))
            FROM application_part p WHERE p.institution_oid = a.institution_oid AND p.application_id = a.id) AS parts
    FROM unnest($1::text[], $2::uuid[]) AS watched (institution_oid, id)
    JOIN application a USING (institution_oid, id)`;

/** What pages watch here: applications, by those who see them (R26). */
export const watched: WatchedChanges = {
  hints: {
    'applications.application-submitted.v1': changed,
    'applications.application-processing-started.v1': changed,
    'applications.application-part-returned.v1': changed,
    'applications.application-parts-transferred.v1': changed,
    'applications.application-change-proposed.v1': changed,
    'applications.application-change-declined.v1': changed,
    'applications.application-parts-resubmitted.v1': changed,
    'applications.application-cancelled.v1': changed,
    'applications.application-reopened.v1': changed,
    'applications.part-decision-confirmed.v1': changed,
    'applications.part-decision-refused.v1': changed,
    'applications.application-part-recorded.v1': changed,
    'applications.application-restated.v1': changed,
  } satisfies Record<OfOneApplication, typeof changed>,
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
      const seen = rows.find((row) => row.institution_oid === institutionOid && row.id === hint.id);
      return (reader) =>
        seen !== undefined &&
        reader.institutionOid === institutionOid &&
        (seesApplication(withRights(reader), seen) || hadAPartOf(reader, seen));
    });
  },
};

/** R21: the list of a former handler learns that the application has left it. A hint says no more than that something has changed. */
function hadAPartOf({ personId }: Actor, { parts }: Watched): boolean {
  return parts.some(({ formerHandlerId }) => formerHandlerId === personId);
}
