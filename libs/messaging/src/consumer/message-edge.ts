import { setTimeout as delay } from 'node:timers/promises';
import type { EventName, ServiceName } from '#contracts';
import { type Clock, runWithTrace } from '#platform';
import { decode, isOfNewerVersion } from '../cloud-events.js';
import { crashPoint } from '../crash-point.js';
import type { ReceivedEvent } from '../events.js';
import { type DeliveredMessage, type EventPublisher, PausePartition } from '../ports.js';
import type { Transaction, UnitOfWork } from '../unit-of-work.js';
import { deadLetter, type DeadLetterReason } from './dead-letter.js';
import {
  classify,
  type Failure,
  FAILURE_POLICY,
  HANDLER_LIMIT_MS,
  HandlerTimeLimit,
  PAUSE_AFTER_MS,
  waitBefore,
} from './failure-policy.js';
import { parkKey, receive, receiveReplayed } from './inbox.js';
import { recordDeadLetter } from './dead-letter-table.js';

export type EventHandler = (event: ReceivedEvent, tx: Transaction) => Promise<void>;

/** What operators see of a consumer; see libs/messaging/src/metrics.ts. */
export interface EdgeObserver {
  handled(name: string, outcome: 'done' | 'seen' | 'ignored' | 'dead-lettered', seconds: number): void;
  infrastructureDown(isDown: boolean): void;
}

export interface MessageEdgeOptions {
  readonly consumer: ServiceName;
  readonly unitOfWork: UnitOfWork;
  readonly deadLetters: EventPublisher;
  readonly handlers: ReadonlyMap<EventName, EventHandler>;
  readonly clock: Clock;
  readonly log: { info(line: object): void; warn(line: object): void; error(line: object): void };
  readonly observer: EdgeObserver;
  /** Resolves while the database answers. */
  readonly probe: () => Promise<void>;
  readonly pauseAfterMs?: number;
  readonly handlerLimitMs?: number;
}

/**
 * The edge between broker and reactions. A message leaves it in one of four ways: its effect and its inbox row were
 * committed together, it had been seen before, nobody here reacts to it, or it went to the dead-letter topic. It never
 * throws for a bad message; it throws only `PausePartition`.
 */
export class MessageEdge {
  private stopping = false;

  constructor(private readonly options: MessageEdgeOptions) {}

  /** Ends waits for the infrastructure, so that the process can leave; the message comes again elsewhere. */
  stop(): void {
    this.stopping = true;
  }

  readonly handle = async (message: DeliveredMessage): Promise<void> => {
    const started = performance.now();
    if (isOfNewerVersion(message)) return this.options.observer.handled('newer-version', 'ignored', elapsed(started));
    const decoded = decode(message);
    if ('unreadable' in decoded) {
      const { code, detail } = decoded.unreadable;
      const now = this.options.clock.now();
      await this.giveUp(message, {
        failure: 'unreadable',
        code,
        detail,
        attempts: 1,
        firstFailureAt: now,
        lastFailureAt: now,
      });
      this.options.observer.handled('unreadable', 'dead-lettered', elapsed(started));
      return;
    }
    const { event } = decoded;
    const handler = this.options.handlers.get(event.name);
    if (!handler) return this.options.observer.handled(event.name, 'ignored', elapsed(started));
    const outcome = await runWithTrace(traceIn(message), () => this.react(message, event, handler));
    this.options.observer.handled(event.name, outcome, elapsed(started));
  };

  /**
   * Handles one message that was dead-lettered before, although its key is parked. Whoever asks keeps the order of the
   * key and decides what becomes of the letter: nothing is retried, parked or dead-lettered here.
   * @throws what the reaction throws; Error for a message that cannot be read
   */
  readonly replay = async (message: DeliveredMessage): Promise<'done' | 'seen' | 'ignored'> => {
    const started = performance.now();
    const decoded = decode(message);
    if ('unreadable' in decoded) throw new Error(`The message cannot be read: ${decoded.unreadable.code}`);
    const { event } = decoded;
    const handler = this.options.handlers.get(event.name);
    const outcome = handler ? await this.replayOnce(message, event, handler) : 'ignored';
    this.options.observer.handled(event.name, outcome, elapsed(started));
    return outcome;
  };

  private async replayOnce(
    message: DeliveredMessage,
    event: ReceivedEvent,
    handler: EventHandler,
  ): Promise<'done' | 'seen'> {
    const limitMs = this.options.handlerLimitMs ?? HANDLER_LIMIT_MS;
    const once = async (tx: Transaction) => {
      const receipt = await receiveReplayed(tx.sql, this.options.consumer, event);
      if (receipt === 'new') await withinLimit(handler(event, tx), limitMs);
      return receipt === 'new' ? 'done' : 'seen';
    };
    return runWithTrace(traceIn(message), () => this.options.unitOfWork.run(once, event.id));
  }

  private async react(
    message: DeliveredMessage,
    event: ReceivedEvent,
    handler: EventHandler,
  ): Promise<'done' | 'seen' | 'dead-lettered'> {
    const firstFailureAt = this.options.clock.now();
    const waitingSince = performance.now();
    for (let attempt = 1; ; attempt++) {
      let failure: Failure;
      let cause: unknown;
      try {
        crashPoint('consumer-before-transaction');
        const receipt = await this.once(message.topic, event, handler);
        crashPoint('consumer-after-transaction');
        this.options.observer.infrastructureDown(false);
        if (receipt !== 'parked') return receipt === 'new' ? 'done' : 'seen';
        failure = 'parked-key';
      } catch (error) {
        cause = error;
        failure = classify(error);
        this.logFailure(event, failure, attempt, error);
      }
      const treatment = FAILURE_POLICY[failure];
      if (attempt >= treatment.tries) {
        if (treatment.then === 'dead-letter-and-park-key') await this.park(message, failure);
        const reason = { failure, code: codeOf(failure, cause), detail: '', attempts: attempt, firstFailureAt };
        await this.giveUp(message, { ...reason, lastFailureAt: this.options.clock.now(), stack: stackOf(cause) });
        return 'dead-lettered';
      }
      await this.waitInPlace(failure, attempt, waitingSince);
    }
  }

  private async once(topic: string, event: ReceivedEvent, handler: EventHandler): Promise<'new' | 'seen' | 'parked'> {
    const limitMs = this.options.handlerLimitMs ?? HANDLER_LIMIT_MS;
    return this.options.unitOfWork.run(async (tx) => {
      const receipt = await receive(tx.sql, this.options.consumer, topic, event);
      if (receipt === 'new') await withinLimit(handler(event, tx), limitMs);
      crashPoint('consumer-inside-transaction');
      return receipt;
    }, event.id);
  }

  private async park(message: DeliveredMessage, failure: Failure): Promise<void> {
    await this.untilItWorks('parking a key', () =>
      this.options.unitOfWork.run((tx) =>
        parkKey(tx.sql, this.options.consumer, message.topic, message.key ?? '', failure),
      ),
    );
  }

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
    await this.untilItWorks('recording a dead letter', () =>
      recordDeadLetter(this.options.unitOfWork, this.options.consumer, message, reason),
    );
    crashPoint('after-dead-letter-before-commit');
  }

  /** Without its dead letter a message must not be left behind: the offset stays where it is until it works. */
  private async untilItWorks(what: string, action: () => Promise<void>): Promise<void> {
    const waitingSince = performance.now();
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
    const tooLong = performance.now() - waitingSince > (this.options.pauseAfterMs ?? PAUSE_AFTER_MS);
    if (this.stopping) throw new PausePartition(new Promise(() => undefined));
    if (forInfrastructure && tooLong) {
      this.options.observer.infrastructureDown(true);
      throw new PausePartition(this.untilProbed());
    }
    await delay(waitBefore(failure, attempt), undefined, { ref: false });
  }

  private async untilProbed(): Promise<void> {
    for (;;) {
      await delay(1000, undefined, { ref: false });
      if (this.stopping) return;
      try {
        await this.options.probe();
        return this.options.observer.infrastructureDown(false);
      } catch {
        continue;
      }
    }
  }

  private logFailure(event: ReceivedEvent, failure: Failure, attempt: number, error: unknown): void {
    const line = { event: event.name, messageId: event.id, failure, attempt, error: nameOf(error) };
    if (failure === 'infrastructure') this.options.log.warn({ msg: 'waiting for the infrastructure', ...line });
    else this.options.log.error({ msg: 'reaction failed', ...line, stack: stackOf(error) });
  }
}

async function withinLimit(work: Promise<void>, limitMs: number): Promise<void> {
  const timer = new AbortController();
  const limit = delay(limitMs, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new HandlerTimeLimit(`The reaction took longer than ${limitMs} ms`);
  });
  limit.catch(() => undefined);
  try {
    await Promise.race([work, limit]);
  } finally {
    timer.abort();
  }
}

function traceIn({ headers }: DeliveredMessage) {
  return { traceparent: headers['traceparent'], correlationId: headers['ce_correlationid'] };
}

function elapsed(started: number): number {
  return (performance.now() - started) / 1000;
}

/** Name and database code only: messages of database errors can quote values. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = (error as { code?: unknown }).code;
  return code === undefined ? error.name : `${error.name} ${String(code)}`;
}

function codeOf(failure: Failure, error: unknown): string {
  return failure === 'parked-key' ? 'parked-key' : nameOf(error);
}

/** Frames without the first line, which may quote values. */
function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack?.split('\n').slice(1, 8).join('\n') : undefined;
}
