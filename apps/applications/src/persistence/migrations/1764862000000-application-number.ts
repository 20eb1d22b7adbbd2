import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people call an application by, such as 2026-114: counted per institution and year of its first sending. */
export class ApplicationNumber1764862000000 implements MigrationInterface {
  readonly name = 'ApplicationNumber1764862000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE application_number');
    await runner.query('ALTER TABLE application DROP COLUMN number');
  }
}

const up = [
  `ALTER TABLE application ADD COLUMN number text CHECK (number ~ '^[0-9]{4}-[1-9][0-9]*$')`,
  `CREATE TABLE application_number (
     institution_oid text NOT NULL,
     year integer NOT NULL,
     last integer NOT NULL CHECK (last > 0),
     PRIMARY KEY (institution_oid, year)
   )`,
  // In the order in which they were sent. One that is a reopened draft now gets its number when it is sent again.
  `UPDATE application a SET number = counted.year || '-' || counted.place
     FROM (SELECT institution_oid, id, year,
                  row_number() OVER (PARTITION BY institution_oid, year ORDER BY submitted_at, id) AS place
             FROM (SELECT institution_oid, id, submitted_at,
                          extract(year FROM submitted_at AT TIME ZONE 'Europe/Helsinki')::int AS year
                     FROM application WHERE submitted_at IS NOT NULL) AS sent) AS counted
    WHERE a.institution_oid = counted.institution_oid AND a.id = counted.id`,
  `INSERT INTO application_number (institution_oid, year, last)
   SELECT institution_oid, split_part(number, '-', 1)::int, max(split_part(number, '-', 2)::int)
     FROM application WHERE number IS NOT NULL GROUP BY 1, 2`,
  `CREATE UNIQUE INDEX application_by_number ON application (institution_oid, number) WHERE number IS NOT NULL`,
];
