import net from 'node:net';
import { watchCrashPoints } from '../../src/crash-point.js';
import { kafkaClient } from '../../src/kafka/kafka-client.js';
import { KafkaPublisher } from '../../src/kafka/kafka-publisher.js';
import type { BrokerMessage, EventPublisher, Lease } from '../../src/ports.js';
import { LeaderSession } from '../../src/relay/leader-session.js';
import { OutboxRelay } from '../../src/relay/outbox-relay.js';

/**
 * A relay in a process of its own that stops itself (SIGSTOP) at a moment that can't be hit from outside: `before-send`
 * when it has read a batch and not sent it, `before-write` when nothing is left between the records and the kernel.
 * Its first argument is its settings; it reports what it does, and `arm` sets where it stops next.
 */
interface Settings {
  readonly databaseUrl: string;
  readonly brokers: readonly string[];
  /** Port to connect to instead of the broker's. */
  readonly brokerPort?: number;
}

const settings = JSON.parse(process.argv[2] ?? '{}') as Settings;
const quiet = { info: () => undefined, warn: () => undefined };
let armed: string | undefined;

process.on('message', (where: string) => (armed = where));
process.on('disconnect', () => process.exit(0));

function stopAt(where: string): void {
  if (armed !== where) return;
  armed = undefined;
  process.kill(process.pid, 'SIGSTOP');
  // The signal may reach another thread first: this one goes no further before it has been stopped too.
  for (const since = performance.now(); performance.now() - since < 100;);
}

watchCrashPoints((point) => {
  if (point === 'after-read-before-send') stopAt('before-send');
});

const { write } = net.Socket.prototype;
net.Socket.prototype.write = function (this: net.Socket, ...piece: unknown[]): boolean {
  const [bytes] = piece;
  // The api key of a request with records is 0.
  if (Buffer.isBuffer(bytes) && bytes.length > 500 && bytes.readInt16BE(4) === 0) stopAt('before-write');
  return (write as (...all: unknown[]) => boolean).apply(this, piece);
};

if (settings.brokerPort !== undefined) {
  const { connect } = net;
  const ports = new Set(settings.brokers.map((broker) => Number(broker.split(':')[1])));
  const through = (options: net.TcpNetConnectOpts, done?: () => void) =>
    connect(ports.has(options.port) ? { ...options, port: settings.brokerPort ?? 0 } : options, done);
  net.connect = through as typeof net.connect;
}

const publisher = new KafkaPublisher(kafkaClient('relay-that-stops', settings.brokers, quiet));
const reporting: EventPublisher = {
  connect: () => publisher.connect(),
  close: () => publisher.close(),
  publishBatch: async (messages: readonly BrokerMessage[], lease?: Lease) => {
    try {
      await publisher.publishBatch(messages, lease);
      process.send?.('sent');
    } catch (error) {
      process.send?.(`not sent: ${String(error)}`);
      throw error;
    }
  },
};

const relay = new OutboxRelay({
  ...{ publisher: reporting, pollMs: 100 },
  lead: (events) =>
    LeaderSession.open({ databaseUrl: settings.databaseUrl, applicationName: 'relay-that-stops', ...events }),
  log: { info: () => undefined, warn: ({ msg }: { msg?: string }) => void process.send?.(msg ?? '') },
  observer: {
    leader: (isLeader) => void process.send?.(isLeader ? 'leads' : 'does not lead'),
    published: () => undefined,
    outbox: () => undefined,
  },
});
relay.start(() => undefined);
