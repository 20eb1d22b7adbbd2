import type { Note, WatchedChanges } from '#messaging';
import type { SqlRunner } from '#platform';

const RECIPIENTS = `
  SELECT m.institution_oid, m.id, m.recipient_id
    FROM unnest($1::text[], $2::uuid[]) AS watched (institution_oid, id) JOIN message m USING (institution_oid, id)
   WHERE m.channel = 'DESK' AND m.state = 'DELIVERED'`;

/** What pages watch here: the messages of the own desk, and whether they have been read. */
export const watched: WatchedChanges = {
  hints: {
    'notifications.message-delivered.v1': ({ channel, messageId }) =>
      channel === 'DESK' ? [{ kind: 'message', id: messageId }] : [],
  },
  readers: async (sql: SqlRunner, notes: readonly Note[]) => {
    const rows = await sql.query<{ institution_oid: string; id: string; recipient_id: string }[]>(RECIPIENTS, [
      notes.map(({ institutionOid }) => institutionOid),
      notes.map(({ hint }) => hint.id),
    ]);
    return notes.map(({ institutionOid, hint }) => {
      const row = rows.find(({ institution_oid: oid, id }) => oid === institutionOid && id === hint.id);
      return (reader) => reader.institutionOid === institutionOid && reader.personId === row?.recipient_id;
    });
  },
};
