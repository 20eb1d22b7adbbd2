/** Most messages that share a transaction. */
const MOST = 500;
const FIRST = 32;

/**
 * A transaction that holds its locks for longer keeps people waiting who work on the same rows. One that is shorter
 * gains little: the cost that the messages share is then small already.
 */
const AIM_MS = 200;

/** How many messages of a partition share a transaction: more while the work is quick, fewer when it is slow. */
export class ChunkSize {
  private size = FIRST;

  get messages(): number {
    return this.size;
  }

  /** A transaction with that many messages took so long. */
  took(messages: number, ms: number): void {
    const fitting = Math.floor((messages * AIM_MS) / Math.max(ms, 0.1));
    this.size = Math.max(1, Math.min(fitting, 2 * this.size, MOST));
  }
}
