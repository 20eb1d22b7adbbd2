import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventName, ServiceName } from '#contracts';
import { FrozenClock } from '#testing';
import type { ReceivedEvent } from '../../src/events.js';
import type { CrashPoint } from '../../src/crash-point.js';
import { EventServer } from '../../src/consumer/event-server.js';
import { MessageEdge } from '../../src/consumer/message-edge.js';
import type { MemoryBroker } from '../memory-broker.js';
import type { BatchHandler, EventConsumer, EventPublisher, Outcome } from '../../src/ports.js';
import { OutboxRelay } from '../../src/relay/outbox-relay.js';
import { UnitOfWork } from '../../src/unit-of-work.js';
import { type Client, type MemoryDatabase, MemoryInbox } from './memory-database.js';
import type { Living, Turns } from './turns.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const CLOCK = new FrozenClock('2026-08-01T00:00:00Z');
/** Longest wait for the outbox to empty at a stop, as in messaging.module.ts. */
const FLUSH_MS = 8000;

/** What a reaction is called with by Nest. */
export type Handler = (data: never, context: never) => Promise<void>;

export interface InstanceParts {
  readonly service: ServiceName;
  readonly turns: Turns;
  readonly broker: MemoryBroker;
  readonly database: MemoryDatabase;
  /** The way to the broker of one process. */
  readonly publisher: (process: Process) => EventPublisher;
  readonly reactions: readonly { readonly name: EventName; readonly handler: Handler; readonly batch: boolean }[];
  readonly pauseAfterMs: number;
  readonly handled: (outcome: Outcome) => void;
  readonly infrastructureDown: (isDown: boolean) => void;
}

const running = new AsyncLocalStorage<Process>();

/** The process whose code runs at this moment. */
export function currentProcess(): Process | undefined {
  return running.getStore();
}

/** One life of an instance: from its start to its death. */
export class Process implements Living, Client {
  alive = true;
  /** Where it is to die. */
  armed: CrashPoint | undefined;

  constructor(
    private readonly turns: Turns,
    private readonly onDeath: (process: Process) => void,
  ) {}

  turn(): Promise<void> {
    return this.turns.turn(this);
  }

  run<T>(work: () => T): T {
    return running.run(this, work);
  }

  /** As by a power cut: nothing that it does from here on gets anywhere. */
  die(): void {
    if (!this.alive) return;
    this.alive = false;
    this.onDeath(this);
  }
}

/** One replica of a service: unit of work, relay and consumer as MessagingModule puts them together. */
export class Instance {
  readonly unitOfWork: UnitOfWork;
  private readonly relay: OutboxRelay;
  private readonly server: EventServer | undefined;
  private readonly consumer: EventConsumer | undefined;
  private readonly works = new Set<Promise<unknown>>();
  private batches = 0;
  stopping = false;

  constructor(
    private readonly parts: InstanceParts,
    readonly process: Process,
  ) {
    const { service, turns, broker, database, reactions, pauseAfterMs } = parts;
    const time = turns.timeOf(process);
    const publisher = parts.publisher(process);
    this.relay = new OutboxRelay({
      ...{ publisher, time, log: silent },
      lead: (events) => database.lead(process, events),
      observer: { leader: () => undefined, published: () => undefined, outbox: () => undefined },
    });
    this.unitOfWork = new UnitOfWork(database.connect(process), service, CLOCK, this.relay);
    this.unitOfWork.time = time;
    if (reactions.length === 0) return;
    this.consumer = broker.consumer(service);
    const inbox = new MemoryInbox(this.unitOfWork, service);
    this.server = new EventServer(
      this.inProcess(this.consumer),
      (reactions) =>
        new MessageEdge({
          ...{ ...reactions, consumer: service, inbox, deadLetters: publisher, clock: CLOCK, log: silent },
          observer: {
            handled: (_, outcome) => parts.handled(outcome),
            infrastructureDown: (isDown) => parts.infrastructureDown(isDown),
          },
          probe: () => database.statement(process),
          ...{ pauseAfterMs, time },
        }),
    );
    for (const { name, handler, batch } of reactions) {
      const sideBySide = ({ key }: ReceivedEvent) => key;
      this.server.addHandler(name, handler as never, true, batch ? { batch } : { sideBySide });
    }
  }

  start(): void {
    this.process.run(() => {
      this.relay.start(() => this.parts.database.notify());
      this.server?.listen(() => undefined);
    });
  }

  /** Work for somebody outside, which a stop waits for; it does not reject. */
  work(work: () => Promise<unknown>): void {
    const done = this.process.run(work);
    this.works.add(done);
    void done.then(() => this.works.delete(done));
  }

  /** Changes that are being made and batches that are being handled, also by a member whose partition has gone. */
  get inHand(): number {
    return this.works.size + this.batches;
  }

  /** As SIGTERM does it: takes nothing new, finishes what it has in hand, sends what waits. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.process.run(async () => {
      await this.server?.stop();
      await Promise.all(this.works);
      await this.relay.flushAndStop(FLUSH_MS);
    });
    this.process.die();
  }

  /** The broker and the database miss the dead. */
  miss(): void {
    this.parts.database.forget(this.process);
    if (this.consumer) this.parts.broker.expel(this.parts.service, this.consumer);
  }

  /** What a member reports takes a turn, and is not heard once the process is dead. */
  private inProcess(consumer: EventConsumer): EventConsumer {
    const { process } = this;
    const handled =
      (handler: BatchHandler): BatchHandler =>
      async (messages, done) => {
        this.batches++;
        try {
          await handler(messages, async (upTo) => {
            await process.turn();
            return done(upTo);
          });
        } finally {
          this.batches--;
        }
      };
    return {
      runInBatches: (topics, handler) =>
        consumer.runInBatches(topics, (...batch) => process.run(() => handled(handler)(...batch))),
      run: (topics, handler) => consumer.run(topics, handler),
      stop: () => consumer.stop(),
      crashed: false,
    };
  }
}
