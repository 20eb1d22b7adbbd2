/** What is needed of a migration's connection; this library knows no TypeORM. */
interface Runner {
  query(sql: string): Promise<unknown>;
}

/** An index by which a reading finds the line that a reading of the same a moment ago has left. Commands pay nothing for it. */
export class FindRepeatedReads1764910000000 {
  readonly name = 'FindRepeatedReads1764910000000';

  async up(runner: Runner): Promise<void> {
    await runner.query(
      `CREATE INDEX audit_event_reads ON audit_event (institution_oid, actor_id, action, target_id, at)
        WHERE action ~ '^(read|list|search)-'`,
    );
  }

  async down(runner: Runner): Promise<void> {
    await runner.query('DROP INDEX audit_event_reads');
  }
}
