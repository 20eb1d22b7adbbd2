import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sessions of people who use the pages. Neither the value of the cookie nor a token can be read from the table: the one is
 * stored as a digest, the others are encrypted with a key that the database does not have.
 */
export class CreateSession1764900000000 implements MigrationInterface {
  readonly name = 'CreateSession1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE session (
      id_digest         bytea PRIMARY KEY CHECK (octet_length(id_digest) = 32),
      person_id         text NOT NULL,
      issuer_session    text,
      sealed            bytea NOT NULL,
      token_expires_at  timestamptz NOT NULL,
      created_at        timestamptz NOT NULL,
      last_used_at      timestamptz NOT NULL,
      ends_at           timestamptz NOT NULL
    )`);
    await runner.query('CREATE INDEX session_ends_at ON session (ends_at)');
    await runner.query('CREATE INDEX session_last_used_at ON session (last_used_at)');
    await runner.query('CREATE INDEX session_person_id ON session (person_id)');
    await runner.query(
      'CREATE INDEX session_issuer_session ON session (issuer_session) WHERE issuer_session IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE session');
  }
}
