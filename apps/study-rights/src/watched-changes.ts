import type { Note, WatchedChanges } from '#messaging';
import type { SqlRunner } from '#platform';
import { can, reachOf } from './domain/policy.js';

const ORGANISATIONS = `
  SELECT c.id, sr.institution_oid, sr.koulutustoimija_oid
    FROM support_case c JOIN study_right sr ON sr.oid = c.study_right_oid
   WHERE c.id = ANY ($1::uuid[])`;

/** What pages watch here: support cases, by the desk and by those within whose reach they are. */
export const watched: WatchedChanges = {
  hints: {},
  readers: async (sql: SqlRunner, notes: readonly Note[]) => {
    const rows = await sql.query<{ id: string; institution_oid: string; koulutustoimija_oid: string | null }[]>(
      ORGANISATIONS,
      [notes.map(({ hint }) => hint.id)],
    );
    return notes.map(({ hint }) => {
      const row = rows.find(({ id }) => id === hint.id);
      return (reader) => {
        const reach = reachOf(reader);
        const reached = reach === null || reach === row?.institution_oid || reach === row?.koulutustoimija_oid;
        return row !== undefined && reached && can(reader, 'list-support-cases') === null;
      };
    });
  },
};
