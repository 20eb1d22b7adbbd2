import { type EventName, type ServiceName } from '#contracts';
import { SystemClock } from '#platform';
import type { DataSource } from 'typeorm';
import { cloudEventMessage } from '../src/cloud-events.js';
import { InboxTable } from '../src/consumer/inbox-table.js';
import { MessageEdge } from '../src/consumer/message-edge.js';
import type { EventHandler } from '../src/consumer/reactions.js';
import { MemoryBroker } from './memory-broker.js';
import type { BrokerMessage, DeliveredMessage, EventConsumer, EventPublisher, Outcome } from '../src/ports.js';
import { UnitOfWork } from '../src/unit-of-work.js';
import { PROCESS_TIME, type Time } from '../src/time.js';
import { event, INSTITUTION, silent } from './workbench.js';

export const CONSUMER: ServiceName = 'applications';
export const NAME: EventName = 'notifications.message-delivered.v1';
export const TOPIC = 'notifications.message.v1';
export const LETTERS = 'notifications.message.v1.dlt.applications';

/** Waits pass twenty times as fast. */
export const QUICK: Time = { now: PROCESS_TIME.now, wait: (ms, signal) => PROCESS_TIME.wait(ms / 20, signal) };

/** One consumer with the real edge and a broker in memory. */
export interface ConsumerBench {
  readonly edge: MessageEdge;
  readonly consumer: EventConsumer;
  /** What came to the dead-letter topic. */
  readonly letters: DeliveredMessage[];
  /** What became of the messages, in their order. */
  readonly outcomes: Outcome[];
  /** How often the breaker opened. */
  readonly opened: () => number;
  publish(...messages: BrokerMessage[]): Promise<void>;
}

export function consumerBench(
  dataSource: DataSource,
  handler: EventHandler,
  options: {
    readonly pauseAfterMs?: number;
    readonly broker?: MemoryBroker;
    readonly time?: Time;
    readonly deadLetters?: EventPublisher;
  } = {},
): ConsumerBench {
  const broker = options.broker ?? new MemoryBroker([TOPIC, LETTERS]);
  const letters: DeliveredMessage[] = [];
  const outcomes: Outcome[] = [];
  let opened = 0;
  const unitOfWork = new UnitOfWork(dataSource, CONSUMER, new SystemClock(), { wake: () => undefined });
  const edge = new MessageEdge({
    consumer: CONSUMER,
    inbox: new InboxTable(unitOfWork, CONSUMER),
    deadLetters: options.deadLetters ?? broker.publisher(),
    handlers: new Map([[NAME, handler]]),
    clock: new SystemClock(),
    log: silent,
    observer: {
      handled: (_, outcome) => outcomes.push(outcome),
      infrastructureDown: (isDown) => (opened += isDown ? 1 : 0),
    },
    probe: async () => void (await dataSource.query('SELECT 1')),
    ...(options.time && { time: options.time }),
    ...(options.pauseAfterMs !== undefined && { pauseAfterMs: options.pauseAfterMs }),
  });
  const consumer = broker.consumer(CONSUMER);
  void consumer.runInBatches([TOPIC], edge.handleBatch);
  void broker.consumer('letters').run([LETTERS], async (letter) => void letters.push(letter));
  const publish = (...messages: BrokerMessage[]) => broker.publisher().publishBatch(messages);
  return { edge, consumer, letters, outcomes, opened: () => opened, publish };
}

export function messageOf(key: string, template: string, id: string): BrokerMessage {
  const envelope = { id, source: 'notifications', key, institutionOid: INSTITUTION } as const;
  return cloudEventMessage(NAME, envelope, event(key, template).body);
}

/** Writes what the event says into the table `effect`. */
export const effect: EventHandler = async ({ key, body }, { sql }) =>
  void (await sql.query('INSERT INTO effect (key, value) VALUES ($1, $2)', [
    key,
    (body as { template: string }).template,
  ]));
