import { missingInSchema } from './classify.js';

/** More different statements than this are not remembered: one is enough to be not ready. */
const MOST = 20;

/**
 * Statements of this process that the database refused because its schema lacks what they name. They stay here until the
 * schema gate of libs/messaging has seen that they can be planned again. Texts only, never values.
 */
class SchemaFaults {
  readonly #byStatement = new Map<string, string>();

  /** Remembers the statement if that is why it failed. Several in one text could not be planned without being run. */
  note(error: unknown, statement: string): void {
    const missing = missingInSchema(error);
    if (missing === undefined || statement.includes(';') || this.#byStatement.size >= MOST) return;
    this.#byStatement.set(statement, missing);
  }

  /** What the database said, by statement. */
  get open(): ReadonlyMap<string, string> {
    return this.#byStatement;
  }

  settle(statement: string): void {
    this.#byStatement.delete(statement);
  }
}

/** One per process, like its metrics. */
export const schemaFaults = new SchemaFaults();
