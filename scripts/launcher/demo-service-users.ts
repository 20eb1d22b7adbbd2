import pg from 'pg';
import { DEMO } from '#testing/demo';
import { hashPassword } from '../../apps/study-rights/src/service-users/password-hash.js';

/**
 * Puts the demo service users into the database of study-rights, and what the demo institution has set there. A user
 * that is there already stays as is. For the development stack only: the passwords are the user names.
 */
export async function loadDemoServiceUsers(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ username: string }>('SELECT username FROM service_user');
    const known = new Set(rows.map(({ username }) => username));
    const missing = DEMO.serviceUsers.filter(({ username }) => !known.has(username));
    for (const { username, institutionOid, roles } of missing) {
      await client.query(
        `INSERT INTO service_user (username, password_hash, institution_oid, roles) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING`,
        [username, await hashPassword(username), institutionOid, roles],
      );
    }
    for (const { institutionOid, reason } of DEMO.defaultInvalidationReasons) {
      await client.query(
        `INSERT INTO institution_setting (institution_oid, default_invalidation_reason) VALUES ($1, $2)
         ON CONFLICT DO NOTHING`,
        [institutionOid, reason],
      );
    }
  } finally {
    await client.end();
  }
}
