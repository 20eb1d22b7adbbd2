import type { ServiceName } from '#contracts';
import type { Clock } from '#platform';
import { crashPoint } from '../crash-point.js';
import { diagnostics } from '../diagnostics.js';
import type { BatchHandler, DeliveredMessage, EdgeObserver, EventPublisher, Outcome } from '../ports.js';
import { PROCESS_TIME, type Time } from '../time.js';
import { Chunks, type ChunkWorker, type Together } from './chunks.js';
import { deadLetter, type DeadLetterReason } from './dead-letter.js';
import { runReactions } from './effects.js';
import { codeOf, detailOf, type EdgeLog, logDeadLetter, logFailure, nameOf, stackOf } from './failure-lines.js';
import {
  CHUNK_LIMIT_MS,
  classify,
  type Failure,
  FAILURE_POLICY,
  HANDLER_LIMIT_MS,
  holdsUpItsKey,
  PAUSE_AFTER_MS,
} from './failure-policy.js';
import type { Inbox, Receipt } from './inbox.js';
import { ownFrame } from './own-frame.js';
import type { Reactions } from './reactions.js';
import { type Read, readMessage, type ToReact } from './read-message.js';
import { Waiting } from './waiting.js';

export interface MessageEdgeOptions extends Reactions {
  readonly consumer: ServiceName;
  readonly inbox: Inbox;
  readonly deadLetters: EventPublisher;
  readonly clock: Clock;
  readonly log: EdgeLog;
  readonly observer: EdgeObserver;
  /** Resolves while the database answers. */
  readonly probe: () => Promise<void>;
  readonly pauseAfterMs?: number;
  readonly handlerLimitMs?: number;
  readonly time?: Time;
}

/**
 * The edge between broker and reactions. A message leaves it in one of four ways: its effect and its inbox row were
 * committed together, it had been seen before, nobody here reacts to it, or it went to the dead-letter topic. It never
 * throws for a bad message; it throws only `PausePartition`, and what the broker's side throws when it reports progress.
 */
export class MessageEdge implements ChunkWorker {
  private readonly time: Time;
  private readonly waiting: Waiting;
  private readonly chunks = new Chunks(this);

  constructor(private readonly options: MessageEdgeOptions) {
    this.time = options.time ?? PROCESS_TIME;
    const { log, observer, probe, pauseAfterMs = PAUSE_AFTER_MS } = options;
    this.waiting = new Waiting({ time: this.time, log, observer, probe, pauseAfterMs });
  }

  /**
   * Begins nothing new and ends waits, so that the process can leave. What it has not finished comes again elsewhere, with
   * all its tries.
   */
  stop(): void {
    this.waiting.stop();
  }

  get stopping(): boolean {
    return this.waiting.stopping;
  }

  /** A run of one partition's messages; see `BatchHandler`. */
  readonly handleBatch: BatchHandler = (messages, done) => this.chunks.workOn(messages, done);

  async handle(message: DeliveredMessage): Promise<void> {
    const started = this.time.now();
    const read = readMessage(this.options, message);
    if ('ignored' in read) return this.handled(read, 'ignored', started);
    if ('unreadable' in read) {
      const now = this.options.clock.now();
      const times = { attempts: 1, firstFailureAt: now, lastFailureAt: now };
      await this.giveUp(message, { failure: 'unreadable', ...read.unreadable, ...times });
      return this.handled(read, 'dead-lettered', started);
    }
    const outcome = await this.react(read);
    this.handled(read, outcome, started, read.event.time);
  }

  /**
   * Handles one message that was dead-lettered before, although its key is parked. The caller keeps the order of the
   * key and decides what becomes of the letter: nothing is retried, parked or dead-lettered here.
   * @throws what the reaction throws; Error for a message that cannot be read
   */
  async replay(message: DeliveredMessage): Promise<'done' | 'seen' | 'ignored'> {
    const started = this.time.now();
    const read = readMessage(this.options, message, { anyPartition: true });
    if ('unreadable' in read) throw new Error(`The message cannot be read: ${read.unreadable.code}`);
    if ('ignored' in read) {
      this.handled(read, 'ignored', started);
      return 'ignored';
    }
    const [receipt] = await this.transaction([read], { evenIfParked: true });
    const outcome = receipt === 'new' ? 'done' : 'seen';
    this.handled(read, outcome, started);
    return outcome;
  }

  /**
   * Books a chunk in and reacts to it in one transaction.
   * @returns the messages that must go alone, in order: unreadable ones and those of parked keys; all others are done
   */
  async together(messages: readonly DeliveredMessage[]): Promise<Together> {
    const started = this.time.now();
    const read = messages.map((message) => readMessage(this.options, message));
    const reactions = read.filter((one) => 'event' in one);
    let receipts: Receipt[] = [];
    if (reactions.length > 0) {
      try {
        receipts = await this.transaction(reactions);
      } catch (error) {
        const failure = classify(error);
        const line = { failure, messages: messages.length, error: nameOf(error) };
        this.options.log.warn({ msg: 'messages could not be handled together; trying them apart', ...line });
        return { failure };
      }
    }
    this.chunks.size.took(messages.length, this.time.now() - started);
    const alone: DeliveredMessage[] = [];
    let reaction = 0;
    for (const one of read) {
      if ('ignored' in one) {
        this.handled(one, 'ignored', started);
        continue;
      }
      const receipt = 'event' in one ? receipts[reaction++] : undefined;
      if (receipt === undefined || receipt === 'parked') alone.push(one.message);
      else if ('event' in one) {
        const outcome = receipt === 'new' ? 'done' : 'seen';
        this.handled(one, outcome, started, one.event.time);
      }
    }
    return { alone };
  }

  private async react(read: ToReact): Promise<'done' | 'seen' | 'dead-lettered'> {
    const { message, event } = read;
    const firstFailureAt = this.options.clock.now();
    const waitingSince = this.time.now();
    for (let attempt = 1; ; attempt++) {
      let failure: Failure;
      let cause: unknown;
      try {
        const started = this.time.now();
        const [receipt] = await this.transaction([read]);
        this.chunks.size.took(1, this.time.now() - started);
        if (receipt !== 'parked') return receipt === 'new' ? 'done' : 'seen';
        failure = 'parked-key';
      } catch (error) {
        cause = error;
        failure = classify(error);
        logFailure(this.options.log, event, failure, attempt, error);
      }
      const treatment = FAILURE_POLICY[failure];
      if (attempt >= treatment.tries) {
        const reason = { failure, code: codeOf(failure, cause), detail: detailOf(cause), attempts: attempt };
        const times = { firstFailureAt, lastFailureAt: this.options.clock.now() };
        const where = failure === 'refused' ? {} : { stack: stackOf(cause), ownFrame: ownFrame(cause) };
        await this.giveUp(message, { ...reason, ...times, ...where });
        return 'dead-lettered';
      }
      await this.waiting.inPlace(failure, attempt, waitingSince);
    }
  }

  /** Inbox rows and effects of messages that follow one another; all or nothing. */
  private async transaction(messages: readonly ToReact[], { evenIfParked = false } = {}): Promise<Receipt[]> {
    const topic = messages[0]?.message.topic ?? '';
    const events = messages.map(({ event }) => event);
    const limitMs = this.options.handlerLimitMs ?? HANDLER_LIMIT_MS;
    crashPoint('consumer-before-transaction');
    const receipts = await this.options.inbox.run(async (booking) => {
      const receipts = await booking.receive(topic, events, evenIfParked);
      const fresh = messages.filter((_, index) => receipts[index] === 'new');
      const limit = messages.length === 1 ? limitMs : Math.min(limitMs, CHUNK_LIMIT_MS);
      if (fresh.length > 0) await this.waiting.withinLimit(runReactions(this.options, booking, fresh), limit);
      crashPoint('consumer-inside-transaction');
      return receipts;
    });
    crashPoint('consumer-after-transaction');
    this.options.observer.infrastructureDown(false);
    return receipts;
  }

  /**
   * First the letter, then its row, which parks the key: nothing else of the key is worked on meanwhile. A stop in between
   * leaves nothing behind that would hide the cause: the message comes again with all its tries.
   */
  private async giveUp(message: DeliveredMessage, reason: DeadLetterReason): Promise<void> {
    const { log, consumer, deadLetters, inbox } = this.options;
    logDeadLetter(log, message, reason);
    const letter = deadLetter(message, consumer, reason);
    await this.waiting.untilItWorks('publishing a dead letter', () => deadLetters.publishBatch([letter]));
    await this.waiting.untilItWorks('recording a dead letter', () => inbox.recordDeadLetter(message, reason));
    const { topic, partition, offset } = message;
    const { failure, code } = reason;
    const parksKey = holdsUpItsKey(failure);
    diagnostics.park.publish(() => ({ consumer, topic, partition, offset, failure, code, parksKey }));
    crashPoint('after-dead-letter-before-commit');
  }

  /** What operators and listeners see of a message that has left the edge. */
  private handled(read: Read, outcome: Outcome, started: number, happenedAt?: string): void {
    const name = nameOfRead(read);
    const seconds = (this.time.now() - started) / 1000;
    this.options.observer.handled(name, outcome, seconds, happenedAt);
    const { consumer } = this.options;
    const { topic, partition, offset } = read.message;
    diagnostics.consume.publish(() => ({ consumer, topic, partition, offset, name, outcome, seconds }));
  }
}

function nameOfRead(read: Read): string {
  if ('ignored' in read) return read.ignored;
  return 'unreadable' in read ? 'unreadable' : read.event.name;
}
