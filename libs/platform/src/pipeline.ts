import { codeOf } from './errors/classify.js';

/** What PostgreSQL answers to a statement. */
export interface Answer<T = object> {
  readonly command: string;
  readonly rows: T[];
}

/** A statement of the hot path, with a name that no other one has. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/** What is needed of a connection of pg. */
export interface Connection {
  query(statement: string | object): Promise<Answer>;
  /** The socket. pg writes each statement by itself, and writing costs more than all else that is done for one. */
  readonly connection?: { readonly stream: { cork(): void; uncork(): void } };
}

/** Statements without an answer at one time: a loop that asks for nothing must not fill the memory of both sides. */
const MOST_UNANSWERED = 200;

/** Gathered rows of one statement that are written without waiting for the end. */
const MOST_GATHERED = 500;

/** A part of a transaction that can be undone by itself. */
export interface Savepoint {
  /**
   * Ends when everything posted has been answered: what has failed by then can still be undone by itself.
   * @throws the first failure
   */
  settled(): Promise<void>;
  /** Keeps what has been done since. What is posted and fails later fails the transaction. */
  keep(): void;
  /** What has been done since is undone, also after a failure; its locks are free, and the transaction goes on. */
  undo(): Promise<void>;
  /** The failure of something posted that an error follows from, else the error itself. */
  causeOf(error: unknown): unknown;
}

/** Locks and reads count on this level, regardless of the default of a database or a role. */
const BEGIN = 'START TRANSACTION ISOLATION LEVEL READ COMMITTED';
/** "current transaction is aborted": the statement fails because of one before it. */
const ABORTED = '25P02';

/**
 * The statements of one transaction on its connection. Each is sent when it is asked for, behind those before it, whether or not
 * they have been answered (pg's option `pipeline`; without it pg keeps it until then). PostgreSQL works them off in this order, and
 * each sees what the ones before it have locked and written: waiting for an answer is needed only to use it.
 *
 * When one fails, those behind it fail with 25P02 until the savepoint or the transaction is undone, and COMMIT answers ROLLBACK; the
 * failure that is reported is the first.
 */
export class Pipeline {
  private open = true;
  private unanswered = 0;
  private last: Promise<void> = Promise.resolve();
  private failed: { readonly error: unknown } | undefined;
  /** Says where a part of the transaction begins or ends; it changes nothing before the next statement. */
  private unsent = [BEGIN];

  /** Rows that are written by one statement for many, by the statement. */
  private readonly gathered = new Map<PreparedStatement, unknown[][]>();

  /** @param run runs a prepared statement by `ask` */
  constructor(
    private readonly connection: Connection,
    private readonly run: (statement: PreparedStatement, values: unknown[]) => Promise<unknown>,
  ) {}

  /**
   * Sends a statement at once, before this function returns.
   * @throws Error after the end of the transaction: the connection is another's by then
   */
  async ask<T>(statement: string | object): Promise<Answer<T>> {
    if (!this.open) throw new Error('A statement comes after the end of its transaction');
    this.sendMarks();
    return this.send<T>(statement);
  }

  /**
   * Takes note of a statement that has been sent and that nobody waits for. Its failure is reported by `settled`, or by
   * the end of the transaction.
   */
  async post(answer: Promise<unknown>): Promise<void> {
    this.note(answer);
    if (this.unanswered >= MOST_UNANSWERED) await this.settled();
  }

  /**
   * Takes rows that no prepared statement of the work reads: they are written together before COMMIT, before a statement of TypeORM, or
   * when `settled` is asked for. A savepoint that is undone takes its rows with it.
   * @param statement takes the columns as arrays
   */
  async gather(statement: PreparedStatement, rows: readonly unknown[][]): Promise<void> {
    const all = this.gathered.get(statement) ?? [];
    this.gathered.set(statement, all);
    all.push(...rows);
    if (all.length >= MOST_GATHERED) await this.settled();
  }

  /** The failure of something posted that an error follows from, else the error itself. */
  causeOf(error: unknown): unknown {
    return this.failed !== undefined && codeOf(error) === ABORTED ? this.failed.error : error;
  }

  /** Begins what can be undone by itself. */
  savepoint(name: string): Savepoint {
    // What was gathered before is not undone with it.
    this.writeGathered();
    this.unsent.push(`SAVEPOINT ${name}`);
    return {
      causeOf: (error) => this.causeOf(error),
      settled: () => this.settled(),
      // COMMIT does it too: it goes out with the next savepoint, or never.
      keep: () => void this.unsent.push(`RELEASE SAVEPOINT ${name}`),
      undo: async () => {
        this.gathered.clear();
        try {
          await this.ask(`ROLLBACK TO SAVEPOINT ${name}`);
        } catch (error) {
          // It was never set when something posted before it had failed.
          throw this.failed === undefined ? error : this.failed.error;
        }
        await this.last;
        this.failed = undefined;
      },
    };
  }

  /**
   * Sends COMMIT behind all that has been posted.
   * @returns whether PostgreSQL has committed; false when a statement had failed whose error was not passed on
   * @throws the first failure of what was posted
   */
  async commit(): Promise<boolean> {
    this.unsent = this.unsent.filter((mark) => mark === BEGIN);
    this.writeGathered();
    const committing = this.ask('COMMIT');
    this.open = false;
    const { command } = await committing;
    await this.settled();
    return command === 'COMMIT';
  }

  /** Undoes all of it. What is asked for from now on is refused. */
  async rollback(): Promise<void> {
    this.open = false;
    await this.connection.query('ROLLBACK');
    await this.last;
  }

  /** Sends what has to come before a statement that is sent by another way, and that may read what has been gathered. */
  sendWhatComesBefore(): void {
    this.writeGathered();
    this.sendMarks();
  }

  private async settled(): Promise<void> {
    this.writeGathered();
    if (this.unanswered > 0) await this.last;
    if (this.failed !== undefined) throw this.failed.error;
  }

  private sendMarks(): void {
    // An end alone can wait for the beginning of the next part: each statement costs both sides a piece of its own.
    if (this.unsent.at(-1)?.startsWith('RELEASE') ?? true) return;
    const marks = this.unsent.join('; ');
    this.unsent = [];
    this.note(this.send(marks));
  }

  private writeGathered(): void {
    for (const [statement, rows] of this.gathered) this.note(this.run(statement, columnsOf(rows)));
    this.gathered.clear();
  }

  /** What is sent before the program waits for something goes out as one piece. */
  private send<T>(statement: string | object): Promise<Answer<T>> {
    const stream = this.connection.connection?.stream;
    stream?.cork();
    if (stream) process.nextTick(() => stream.uncork());
    return this.connection.query(statement) as Promise<Answer<T>>;
  }

  private note(answer: Promise<unknown>): void {
    this.unanswered += 1;
    this.last = answer
      .then(() => undefined)
      .catch((error: unknown) => {
        if (codeOf(error) !== ABORTED) this.failed ??= { error };
      })
      .finally(() => {
        this.unanswered -= 1;
      });
  }
}

/** Rows as arrays of their columns, for a statement that takes them by `unnest`. */
export function columnsOf(rows: readonly unknown[][]): unknown[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column]));
}
