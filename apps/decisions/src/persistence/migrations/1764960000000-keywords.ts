import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The codeset of keywords as the bank publishes it, and how often each person has used which (R101, D22: the bank holds no person). */
export class Keywords1764960000000 implements MigrationInterface {
  readonly name = 'Keywords1764960000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE keyword_use, keyword_copy`);
  }
}

const up = [
  `CREATE TABLE keyword_copy (
    institution_oid     text NOT NULL,
    code                text NOT NULL,
    version             integer NOT NULL,
    terms               jsonb NOT NULL,
    fields_of_education smallint[] NOT NULL,
    state               text NOT NULL,
    merged_into         text,
    PRIMARY KEY (institution_oid, code)
  )`,
  `CREATE INDEX keyword_copy_live ON keyword_copy (institution_oid) WHERE state = 'LIVE'`,
  `CREATE TABLE keyword_use (
    institution_oid text NOT NULL,
    person_id       text NOT NULL,
    code            text NOT NULL,
    uses            integer NOT NULL,
    PRIMARY KEY (institution_oid, person_id, code)
  )`,
  `INSERT INTO keyword_use (institution_oid, person_id, code, uses)
   SELECT institution_oid, decider_id, code, count(*)
     FROM decision, unnest(keywords) AS code
    WHERE state <> 'VOID'
    GROUP BY institution_oid, decider_id, code`,
];
