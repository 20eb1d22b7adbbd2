import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parts of words are found in the menu of keywords without reading all of it: typing waits for nothing. */
export class KeywordMenu1764970000000 implements MigrationInterface {
  readonly name = 'KeywordMenu1764970000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX keyword_term_parts ON keyword_term USING gin (folded gin_trgm_ops)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX keyword_term_parts`);
  }
}
