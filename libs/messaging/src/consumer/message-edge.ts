import { type EventName, type ServiceName, TOPICS } from '#contracts';
import { type Clock, runWithTrace } from '#platform';
import {
  decode,
  type DecodeOptions,
  factIdOf,
  isIndexable,
  isOfNewerVersion,
  traceOf,
  type Unreadable,
} from '../cloud-events.js';
import { crashPoint } from '../crash-point.js';
import type { ReceivedEvent, Tombstone } from '../events.js';
import {
  type BatchHandler,
  type DeliveredMessage,
  type EventPublisher,
  PausePartition,
  type Progress,
} from '../ports.js';
import { PROCESS_TIME, type Time } from '../time.js';
import type { Transaction, UnitOfWork } from '../unit-of-work.js';
import { ChunkSize } from './chunk-size.js';
import { deadLetter, type DeadLetterReason } from './dead-letter.js';
import {
  CHUNK_LIMIT_MS,
  classify,
  type Failure,
  FAILURE_POLICY,
  HANDLER_LIMIT_MS,
  HandlerTimeLimit,
  PAUSE_AFTER_MS,
  waitBefore,
} from './failure-policy.js';
import type { Booking, Inbox, Receipt } from './inbox.js';
import { InboxTable } from './inbox-table.js';
import { RefusedEvent } from './refused-event.js';

/** @param others those that are at work in the same transaction at the same time */
export type EventHandler = (event: ReceivedEvent, tx: Transaction, others?: SideBySide) => Promise<void>;
/** Gets events of one name that follow one another on a partition, in order. */
export type BatchEventHandler = (events: readonly ReceivedEvent[], tx: Transaction) => Promise<void>;
/** What an event is about; null: it is worked on alone. */
export type SubjectOf = (event: ReceivedEvent) => string | null;
export type TombstoneHandler = (tombstone: Tombstone, tx: Transaction) => Promise<void>;

/** The reactions of a service. */
export interface Reactions {
  readonly handlers: ReadonlyMap<EventName, EventHandler>;
  readonly batchHandlers?: ReadonlyMap<EventName, BatchEventHandler>;
  /** By topic. */
  readonly tombstoneHandlers?: ReadonlyMap<string, TombstoneHandler>;
  /** For the events of `handlers` that may be worked on at the same time when they are about different things. */
  readonly sideBySide?: ReadonlyMap<EventName, SubjectOf>;
}

/** Events that are worked on at the same time in one transaction. */
export class SideBySide {
  private readonly names = new Set<string>();

  /**
   * Takes something by the name under which only one may work on it.
   * @throws Error when another event of the transaction has taken it: it turns out only now that they are about one thing
   */
  take(name: string): void {
    if (this.names.has(name)) throw new Error('Two events that are worked on at the same time are about one thing');
    this.names.add(name);
  }
}

/** What became of a message. */
export type Outcome = 'done' | 'seen' | 'ignored' | 'dead-lettered';

/** What operators see of a consumer; see libs/messaging/src/metrics.ts. */
export interface EdgeObserver {
  /** @param happenedAt when the fact happened, ISO 8601; left out where it is not known or says nothing (a replay) */
  handled(name: string, outcome: Outcome, seconds: number, happenedAt?: string): void;
  infrastructureDown(isDown: boolean): void;
}

export type MessageEdgeOptions = Storage &
  Reactions & {
    readonly consumer: ServiceName;
    readonly deadLetters: EventPublisher;
    readonly clock: Clock;
    readonly log: { info(line: object): void; warn(line: object): void; error(line: object): void };
    readonly observer: EdgeObserver;
    /** Resolves while the database answers. */
    readonly probe: () => Promise<void>;
    readonly pauseAfterMs?: number;
    readonly handlerLimitMs?: number;
    readonly time?: Time;
  };

/** The inbox in the tables of a service, or another one. */
type Storage = { readonly unitOfWork: UnitOfWork } | { readonly inbox: Inbox };

type Read =
  ToReact | { message: DeliveredMessage; ignored: string } | { message: DeliveredMessage; unreadable: Unreadable };
interface ToReact {
  readonly message: DeliveredMessage;
  readonly event: ReceivedEvent | ClearedKey;
}

/** One whose reaction is at work beside others. */
interface Reacting {
  readonly message: DeliveredMessage;
  readonly event: ReceivedEvent;
}

/** A tombstone as the inbox sees it: booked in by its place, as it has no id; of no institution. */
interface ClearedKey {
  readonly id: string;
  readonly name: 'tombstone';
  readonly key: string;
  readonly institutionOid: '';
  readonly time: undefined;
}

/** More would hold no fewer waits together, and a failure among them sends all of them back. */
const MOST_SIDE_BY_SIDE = 32;

/**
 * The edge between broker and reactions. A message leaves it in one of four ways: its effect and its inbox row were
 * committed together, it had been seen before, nobody here reacts to it, or it went to the dead-letter topic. It never
 * throws for a bad message; it throws only `PausePartition`, and what the broker's side throws when it reports progress.
 */
export class MessageEdge {
  private readonly stopped = new AbortController();
  private readonly inbox: Inbox;
  private readonly time: Time;
  private readonly chunkSize = new ChunkSize();

  constructor(private readonly options: MessageEdgeOptions) {
    this.inbox = 'inbox' in options ? options.inbox : new InboxTable(options.unitOfWork, options.consumer);
    this.time = options.time ?? PROCESS_TIME;
  }

  /**
   * Begins nothing new and ends waits, so that the process can leave. What it has not finished comes again elsewhere, with
   * all its tries.
   */
  stop(): void {
    this.stopped.abort();
  }

  private get stopping(): boolean {
    return this.stopped.signal.aborted;
  }

  /** A run of one partition's messages; see `BatchHandler`. */
  readonly handleBatch: BatchHandler = async (messages, done) => {
    for (let from = 0; from < messages.length;) {
      const chunk = messages.slice(from, from + this.chunkSize.messages);
      from += chunk.length;
      if (!(await this.chunk(chunk, done))) return;
    }
  };

  /** One message, by the failure policy. */
  readonly handle = async (message: DeliveredMessage): Promise<void> => {
    const started = this.time.now();
    const read = this.read(message);
    if ('ignored' in read) return this.options.observer.handled(read.ignored, 'ignored', this.since(started));
    if ('unreadable' in read) {
      const now = this.options.clock.now();
      const times = { attempts: 1, firstFailureAt: now, lastFailureAt: now };
      await this.giveUp(message, { failure: 'unreadable', ...read.unreadable, ...times });
      return this.options.observer.handled('unreadable', 'dead-lettered', this.since(started));
    }
    const outcome = await this.react(read);
    this.options.observer.handled(read.event.name, outcome, this.since(started), read.event.time);
  };

  /**
   * Handles one message that was dead-lettered before, although its key is parked. Whoever asks keeps the order of the
   * key and decides what becomes of the letter: nothing is retried, parked or dead-lettered here.
   * @throws what the reaction throws; Error for a message that cannot be read
   */
  readonly replay = async (message: DeliveredMessage): Promise<'done' | 'seen' | 'ignored'> => {
    const started = this.time.now();
    const read = this.read(message, { anyPartition: true });
    if ('unreadable' in read) throw new Error(`The message cannot be read: ${read.unreadable.code}`);
    if ('ignored' in read) {
      this.options.observer.handled(read.ignored, 'ignored', this.since(started));
      return 'ignored';
    }
    const [receipt] = await this.transaction([read], { evenIfParked: true });
    const outcome = receipt === 'new' ? 'done' : 'seen';
    this.options.observer.handled(read.event.name, outcome, this.since(started));
    return outcome;
  };

  /**
   * Tries the chunk in one transaction. If that fails its parts are tried by themselves, so that what is wrong with one
   * message touches the others as little as possible; a message alone goes by the failure policy.
   * @returns false when the rest must not be worked on here
   */
  private async chunk(messages: readonly DeliveredMessage[], done: Progress): Promise<boolean> {
    const [first, last] = [messages[0], messages.at(-1)];
    if (first === undefined || last === undefined) return true;
    if (this.stopping) return false;
    if (first === last) {
      await this.handle(first);
      return done(first);
    }
    const attempt = await this.together(messages);
    if ('failure' in attempt) {
      for (const part of partsAfter(attempt.failure, messages)) {
        if (!(await this.chunk(part, done))) return false;
      }
      return true;
    }
    for (const message of attempt.alone) {
      await this.handle(message);
      if (!(await done(message))) return false;
    }
    return done(last);
  }

  /**
   * Books a chunk in and reacts to it in one transaction.
   * @returns the messages that must go alone, in order: unreadable ones and those of parked keys; all others are done
   */
  private async together(
    messages: readonly DeliveredMessage[],
  ): Promise<{ alone: DeliveredMessage[] } | { failure: Failure }> {
    const started = this.time.now();
    const read = messages.map((message) => this.read(message));
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
    this.chunkSize.took(messages.length, this.time.now() - started);
    const alone: DeliveredMessage[] = [];
    let reaction = 0;
    for (const one of read) {
      if ('ignored' in one) {
        this.options.observer.handled(one.ignored, 'ignored', this.since(started));
        continue;
      }
      const receipt = 'event' in one ? receipts[reaction++] : undefined;
      if (receipt === undefined || receipt === 'parked') alone.push(one.message);
      else if ('event' in one) {
        const outcome = receipt === 'new' ? 'done' : 'seen';
        this.options.observer.handled(one.event.name, outcome, this.since(started), one.event.time);
      }
    }
    return { alone };
  }

  private read(message: DeliveredMessage, options: DecodeOptions = {}): Read {
    if (message.tombstone && isCompacted(message.topic)) {
      const key = this.options.tombstoneHandlers?.has(message.topic) ? message.key : undefined;
      if (!key || !isIndexable(key)) return { message, ignored: 'tombstone' };
      const event = { id: factIdOf(message), name: 'tombstone', key, institutionOid: '', time: undefined } as const;
      return { message, event };
    }
    if (isOfNewerVersion(message)) return { message, ignored: 'newer-version' };
    const decoded = decode(message, options);
    if ('unreadable' in decoded) return { message, unreadable: decoded.unreadable };
    const { event } = decoded;
    const known = this.options.handlers.has(event.name) || this.options.batchHandlers?.has(event.name);
    return known ? { message, event } : { message, ignored: event.name };
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
        this.chunkSize.took(1, this.time.now() - started);
        if (receipt !== 'parked') return receipt === 'new' ? 'done' : 'seen';
        failure = 'parked-key';
      } catch (error) {
        cause = error;
        failure = classify(error);
        this.logFailure(event, failure, attempt, error);
      }
      const treatment = FAILURE_POLICY[failure];
      if (attempt >= treatment.tries) {
        const reason = { failure, code: codeOf(failure, cause), detail: detailOf(cause), attempts: attempt };
        const times = { firstFailureAt, lastFailureAt: this.options.clock.now() };
        const stack = failure === 'refused' ? undefined : stackOf(cause);
        await this.giveUp(message, { ...reason, ...times, stack });
        return 'dead-lettered';
      }
      await this.waitInPlace(failure, attempt, waitingSince);
    }
  }

  /** Inbox rows and effects of messages that follow one another; all or nothing. */
  private async transaction(messages: readonly ToReact[], { evenIfParked = false } = {}): Promise<Receipt[]> {
    const topic = messages[0]?.message.topic ?? '';
    const events = messages.map(({ event }) => event);
    const limitMs = this.options.handlerLimitMs ?? HANDLER_LIMIT_MS;
    crashPoint('consumer-before-transaction');
    const receipts = await this.inbox.run(async (booking) => {
      const receipts = await booking.receive(topic, events, evenIfParked);
      const fresh = messages.filter((_, index) => receipts[index] === 'new');
      const limit = messages.length === 1 ? limitMs : Math.min(limitMs, CHUNK_LIMIT_MS);
      if (fresh.length > 0) await this.withinLimit(this.effects(booking, fresh), limit);
      crashPoint('consumer-inside-transaction');
      return receipts;
    });
    crashPoint('consumer-after-transaction');
    this.options.observer.infrastructureDown(false);
    return receipts;
  }

  /**
   * The reactions in the order of the messages; a batch reaction gets those that follow one another at once. Events about different
   * things are worked on at the same time where their reaction allows it.
   */
  private async effects(booking: Booking, messages: readonly ToReact[]): Promise<void> {
    const { handlers, batchHandlers } = this.options;
    for (let from = 0, to = 0; from < messages.length; from = to) {
      const first = messages[from];
      if (!first) return;
      to = from + 1;
      const { message, event } = first;
      if (event.name === 'tombstone') {
        const { id, key } = event;
        const { topic } = message;
        await this.options.tombstoneHandlers?.get(topic)?.({ id, topic, key }, booking.effectsOf(event));
        continue;
      }
      const subjectOf = this.options.sideBySide?.get(event.name);
      const group = subjectOf ? sideBySide(messages.slice(from, from + MOST_SIDE_BY_SIDE), subjectOf) : [];
      if (group.length > 1) {
        to = from + group.length;
        await this.atTheSameTime(booking, group);
        continue;
      }
      const batchHandler = batchHandlers?.get(event.name);
      const run = [event];
      let last = message;
      if (batchHandler) {
        for (let next = messages[to]; next && isOf(next.event, event.name); next = messages[++to]) {
          run.push(next.event);
          last = next.message;
        }
      }
      const tx = booking.effectsOf(run.at(-1) ?? event);
      await runWithTrace(traceOf(last), async () =>
        batchHandler ? batchHandler(run, tx) : handlers.get(event.name)?.(event, tx),
      );
    }
  }

  private async atTheSameTime(booking: Booking, group: readonly Reacting[]): Promise<void> {
    const others = new SideBySide();
    const failures: unknown[] = [];
    const reactions = group.map(({ message, event }) =>
      runWithTrace(traceOf(message), async () =>
        this.options.handlers.get(event.name)?.(event, booking.effectsOf(event), others),
      ).catch((error: unknown) => failures.push(error)),
    );
    await Promise.all(reactions);
    // The first in time: those after it may only say that the transaction has failed.
    if (failures.length > 0) throw failures[0];
  }

  /**
   * First the letter, then its row, which parks the key: nothing else of the key is worked on meanwhile. A stop in between
   * leaves nothing behind that would hide the cause: the message comes again with all its tries.
   */
  private async giveUp(message: DeliveredMessage, reason: DeadLetterReason): Promise<void> {
    this.options.log.error({
      msg: 'message dead-lettered',
      topic: message.topic,
      partition: message.partition,
      offset: message.offset,
      failure: reason.failure,
      code: reason.code,
      detail: reason.detail,
    });
    const letter = deadLetter(message, this.options.consumer, reason);
    await this.untilItWorks('publishing a dead letter', () => this.options.deadLetters.publishBatch([letter]));
    await this.untilItWorks('recording a dead letter', () => this.inbox.recordDeadLetter(message, reason));
    crashPoint('after-dead-letter-before-commit');
  }

  /** Without its dead letter a message must not be left behind: the offset stays where it is until it works. */
  private async untilItWorks(what: string, action: () => Promise<void>): Promise<void> {
    const waitingSince = this.time.now();
    for (let attempt = 1; ; attempt++) {
      try {
        return await action();
      } catch (error) {
        this.options.log.error({ msg: `${what} failed; trying again`, attempt, error: nameOf(error) });
        await this.waitInPlace('dead-letter-not-published', attempt, waitingSince);
      }
    }
  }

  private async waitInPlace(failure: Failure, attempt: number, waitingSince: number): Promise<void> {
    const forInfrastructure = FAILURE_POLICY[failure].then === 'keep-trying';
    const tooLong = this.time.now() - waitingSince > (this.options.pauseAfterMs ?? PAUSE_AFTER_MS);
    if (!this.stopping && forInfrastructure && tooLong) {
      this.options.observer.infrastructureDown(true);
      throw new PausePartition(this.untilProbed());
    }
    if (!this.stopping) await this.rest(waitBefore(failure, attempt));
    if (this.stopping) throw new PausePartition(new Promise(() => undefined));
  }

  /** Ends early when the process stops. */
  private async rest(ms: number): Promise<void> {
    await this.time.wait(ms, this.stopped.signal).catch(() => undefined);
  }

  private async untilProbed(): Promise<void> {
    for (;;) {
      await this.rest(1000);
      if (this.stopping) return;
      try {
        await this.options.probe();
        return this.options.observer.infrastructureDown(false);
      } catch {
        continue;
      }
    }
  }

  private async withinLimit(work: Promise<void>, limitMs: number): Promise<void> {
    const timer = new AbortController();
    const limit = this.time.wait(limitMs, timer.signal).then(() => {
      throw new HandlerTimeLimit(`The reaction took longer than ${limitMs} ms`);
    });
    limit.catch(() => undefined);
    try {
      await Promise.race([work, limit]);
    } finally {
      timer.abort();
    }
  }

  /** Seconds. */
  private since(started: number): number {
    return (this.time.now() - started) / 1000;
  }

  private logFailure(event: ToReact['event'], failure: Failure, attempt: number, error: unknown): void {
    const line = { event: event.name, messageId: event.id, failure, attempt, error: nameOf(error) };
    if (failure === 'refused') return;
    if (failure === 'infrastructure') this.options.log.warn({ msg: 'waiting for the infrastructure', ...line });
    else this.options.log.error({ msg: 'reaction failed', ...line, stack: stackOf(error) });
  }
}

/** An outage lets the rest wait with the first; a hang is looked for one by one; anything else part by part. */
function partsAfter(failure: Failure, messages: readonly DeliveredMessage[]): (readonly DeliveredMessage[])[] {
  if (failure === 'infrastructure') return [messages.slice(0, 1), messages.slice(1)];
  const size = failure === 'time-limit' ? 1 : Math.ceil(messages.length / 8);
  return Array.from({ length: Math.ceil(messages.length / size) }, (_, n) => messages.slice(n * size, (n + 1) * size));
}

const compacted = new Set(
  TOPICS.filter(({ config }) => config['cleanup.policy'] === 'compact').map(({ name }) => name),
);

/** The first messages that can be worked on at the same time: about different things, and each of a key of its own. */
function sideBySide(messages: readonly ToReact[], subjectOf: SubjectOf): Reacting[] {
  const group: Reacting[] = [];
  const [keys, subjects] = [new Set<string>(), new Set<string>()];
  for (const { message, event } of messages) {
    if (event.name === 'tombstone' || event.name !== messages[0]?.event.name) break;
    const subject = subjectOf(event);
    if (subject === null || subjects.has(subject) || keys.has(event.key)) break;
    subjects.add(subject);
    keys.add(event.key);
    group.push({ message, event });
  }
  return group;
}

function isOf(event: ToReact['event'], name: EventName): event is ReceivedEvent {
  return event.name === name;
}

/** On such a topic a record without a value says that the key is to be forgotten. */
export function isCompacted(topic: string): boolean {
  return compacted.has(topic);
}

/** Name and database code only: messages of database errors can quote values. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof RefusedEvent) return error.code;
  const code = (error as { code?: unknown }).code;
  return code === undefined ? error.name : `${error.name} ${String(code)}`;
}

function codeOf(failure: Failure, error: unknown): string {
  return failure === 'parked-key' ? 'parked-key' : nameOf(error);
}

function detailOf(error: unknown): string {
  return error instanceof RefusedEvent ? error.detail : '';
}

/** Frames without the first line, which may quote values. */
export function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack?.split('\n').slice(1, 8).join('\n') : undefined;
}
