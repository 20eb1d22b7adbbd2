import { createWriteStream, type WriteStream } from 'node:fs';
import type { ServiceName } from '#contracts';

/**
 * How an operation ended, as its client saw it. `ok`: done. `refused`: answered with a refusal, nothing changed. `not-taken`:
 * it never reached a process. `unknown`: no answer, or an inconclusive one; it may have been done or not.
 */
export type Outcome = 'ok' | 'refused' | 'not-taken' | 'unknown';

/** One operation on a public endpoint, with the times at which it was asked for and answered (ms since the epoch). */
export interface Operation {
  /** The operation, such as `submit-application`. Reads begin with `read-`. */
  readonly kind: string;
  /** Where: a service by HTTP, or a topic of Kafka. */
  readonly at: ServiceName | 'kafka';
  /** Process that was asked, by its name; empty for Kafka. */
  readonly instance: string;
  /** Its subject: the id of an application, a study right, a message. */
  readonly subject: string;
  readonly invokedAt: number;
  readonly completedAt: number;
  readonly outcome: Outcome;
  /** HTTP status, or what broke. */
  readonly answer: string;
}

/** All operations of a run, in the order of completion; also written to a file, a line each. */
export class History {
  readonly operations: Operation[] = [];
  private readonly file: WriteStream;

  constructor(path: string) {
    this.file = createWriteStream(path);
  }

  add(operation: Operation): void {
    this.operations.push(operation);
    this.file.write(`${JSON.stringify({ ...operation, type: 'operation' })}\n`);
  }

  /** Other lines of the story: faults, verdicts. */
  note(type: string, line: object): void {
    this.file.write(`${JSON.stringify({ ...line, type })}\n`);
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.file.end(() => resolve()));
  }
}
