import type { DeliveredMessage, Progress } from '../ports.js';
import type { Failure } from './failure-policy.js';

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

/** What became of messages that were tried together; of `alone`, in order, each has still to be handled by itself. */
export type Together = { readonly alone: readonly DeliveredMessage[] } | { readonly failure: Failure };

/** Who works on the messages of a chunk. */
export interface ChunkWorker {
  /** Begins nothing new. */
  readonly stopping: boolean;
  /** One message, by the failure policy. */
  handle(message: DeliveredMessage): Promise<void>;
  /** Several in one transaction; all or nothing. */
  together(messages: readonly DeliveredMessage[]): Promise<Together>;
}

/** Cuts what comes from a partition into chunks that share a transaction each. */
export class Chunks {
  readonly size = new ChunkSize();

  constructor(private readonly worker: ChunkWorker) {}

  async workOn(messages: readonly DeliveredMessage[], done: Progress): Promise<void> {
    for (let from = 0; from < messages.length;) {
      const chunk = messages.slice(from, from + this.size.messages);
      from += chunk.length;
      if (!(await this.chunk(chunk, done))) return;
    }
  }

  /**
   * Tries the chunk in one transaction. If that fails its parts are tried by themselves, so that what is wrong with one
   * message touches the others as little as possible; a message alone goes by the failure policy.
   * @returns false when the rest must not be worked on here
   */
  private async chunk(messages: readonly DeliveredMessage[], done: Progress): Promise<boolean> {
    const [first, last] = [messages[0], messages.at(-1)];
    if (first === undefined || last === undefined) return true;
    if (this.worker.stopping) return false;
    if (first === last) {
      await this.worker.handle(first);
      return done(first);
    }
    const attempt = await this.worker.together(messages);
    if ('failure' in attempt) {
      for (const part of partsAfter(attempt.failure, messages)) {
        if (!(await this.chunk(part, done))) return false;
      }
      return true;
    }
    for (const message of attempt.alone) {
      await this.worker.handle(message);
      if (!(await done(message))) return false;
    }
    return done(last);
  }
}

/** After an outage the first message is retried alone; after a time-out one by one; otherwise in eighths. */
function partsAfter(failure: Failure, messages: readonly DeliveredMessage[]): (readonly DeliveredMessage[])[] {
  if (failure === 'infrastructure') return [messages.slice(0, 1), messages.slice(1)];
  const size = failure === 'time-limit' ? 1 : Math.ceil(messages.length / 8);
  return Array.from({ length: Math.ceil(messages.length / size) }, (_, n) => messages.slice(n * size, (n + 1) * size));
}
