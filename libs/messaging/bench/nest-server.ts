import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';
import { type EffectCount, type Ground, keyOf, message } from './ground.js';
import { RATE_COLUMNS, rateRow, type Section, whole, within } from './measuring.js';
import { perSecondFromBacklog, Program } from './program.js';

export interface NestSize {
  readonly events: number;
  readonly rounds: number;
  /** Events of the kill test, and the shares of them after which the consumer is killed. */
  readonly killEvents: number;
  readonly killedAt: readonly number[];
  /** How long what lies behind the poisonous event is waited for without any progress. */
  readonly poisonSeconds: number;
}

type Consumer = 'own-consumer' | 'nest-consumer';
const NAMES: Readonly<Record<Consumer, string>> = {
  'own-consumer': 'our consumer',
  'nest-consumer': "Nest's Kafka server",
};

/** The shortest that a broker allows by default: a killed member's partitions come back after it. */
const SESSION_MS = 6000;
/** After so long without a new effect what is missing after a kill counts as lost. */
const PATIENCE_MS = 20_000;
const BEFORE_POISON = 20;
const AFTER_POISON = 100;

interface Fate {
  readonly killed: EffectCount;
  /** Events of the partition behind the poisonous one that were handled. */
  readonly afterPoison: number;
}

/** Nest's own Kafka server with a handler that writes the same row, and our consumer: speed, and what each loses. */
export async function measureNest(ground: Ground, size: NestSize): Promise<Section> {
  const { events, rounds, killEvents, killedAt, poisonSeconds } = size;
  const perSecond: Record<Consumer, number[]> = { 'own-consumer': [], 'nest-consumer': [] };
  for (let round = 0; round < rounds; round++) {
    for (const consumer of ['nest-consumer', 'own-consumer'] as const) {
      perSecond[consumer].push(await rateOf(ground, consumer, events));
    }
  }
  const own = await fateOf(ground, 'own-consumer', size);
  const nest = await fateOf(ground, 'nest-consumer', size);
  const { lost, doubled, disordered } = own.killed;
  if (lost + doubled + disordered > 0 || own.afterPoison < AFTER_POISON) {
    throw new Error(`Our consumer broke its promise in the kill test: ${JSON.stringify(own)}`);
  }
  const row = (consumer: Consumer, { killed, afterPoison }: Fate) => [
    ...rateRow({ what: NAMES[consumer], count: events, perSecond: perSecond[consumer] }),
    ...[killed.lost, killed.doubled, killed.disordered, afterPoison].map(whole),
  ];
  return {
    title: "Against Nest's own Kafka server",
    how:
      '`Transport.KAFKA` of @nestjs/microservices with an `@EventPattern` handler that inserts the effect row with `pg` ' +
      '(no inbox row), on as many partitions at a time as ours; topic and counting as above. Kill test: ' +
      `${whole(killEvents)} waiting events, SIGKILL at ${killedAt.map((share) => `${share * 100} %`).join(' and ')} of ` +
      'them, a new process each time. ' +
      `Poison: one event in whose handling the handler throws, with ${AFTER_POISON} events of other keys behind it in its ` +
      `partition; counted are those with an effect ${poisonSeconds} s after the last progress.`,
    columns: [...RATE_COLUMNS, 'lost', 'doubled', 'out of order', `handled behind poison, of ${AFTER_POISON}`],
    rows: [row('own-consumer', own), row('nest-consumer', nest)],
    goals: [],
    checked: [
      'Our consumer, killed: each event has its effect exactly once, in the order of its key.',
      'Behind a poisonous event ours handled every event of the other keys.',
    ],
  };
}

async function rateOf(ground: Ground, consumer: Consumer, events: number): Promise<number> {
  await ground.emptyTables();
  const groupId = await ground.groupAtEnd();
  await ground.publish(events);
  const program = await start(ground, consumer, groupId);
  try {
    const perSecond = await perSecondFromBacklog(ground, program, events);
    await ground.requireEffectsOnceInOrder(NAMES[consumer], events);
    return perSecond;
  } finally {
    await program.stop();
  }
}

async function fateOf(ground: Ground, consumer: Consumer, size: NestSize): Promise<Fate> {
  const killed = await killTest(ground, consumer, size);
  return { killed, afterPoison: await poisonTest(ground, consumer, size.poisonSeconds * 1000) };
}

async function killTest(ground: Ground, consumer: Consumer, size: NestSize): Promise<EffectCount> {
  const { killEvents: events, killedAt } = size;
  await ground.emptyTables();
  const groupId = await ground.groupAtEnd();
  await ground.publish(events);
  for (const share of killedAt) {
    const victim = await start(ground, consumer, groupId);
    const reached = await within(3 * PATIENCE_MS, async () => (await ground.newestEffect()) >= share * events, 2);
    await victim.kill();
    const { lost } = await ground.countEffects(events);
    if (!reached || lost === 0) throw new Error(`${NAMES[consumer]} was not killed in the middle: ${lost} still to do`);
  }
  return finish(ground, consumer, groupId, { events, patienceMs: PATIENCE_MS });
}

async function poisonTest(ground: Ground, consumer: Consumer, patienceMs: number): Promise<number> {
  await ground.emptyTables();
  const groupId = await ground.groupAtEnd();
  const publisher = new KafkaPublisher(ground.kafka);
  const poison = { ...message(0, keyOf(999)), body: JSON.stringify({ ...bodyOf(0), template: 'poison' }) };
  const healthy = Array.from({ length: BEFORE_POISON + AFTER_POISON }, (_, n) => message(n));
  const inOrder = [...healthy.slice(0, BEFORE_POISON), poison, ...healthy.slice(BEFORE_POISON)];
  await publisher.publishBatch(inOrder.map((record) => ({ ...record, partition: 0 })));
  await publisher.close();
  const { lost } = await finish(ground, consumer, groupId, { events: healthy.length, patienceMs });
  return Math.max(0, AFTER_POISON - lost);
}

function bodyOf(n: number): object {
  return JSON.parse(message(n).body.toString()) as object;
}

/** Runs a consumer until all events have an effect, or nothing has come for a while. */
async function finish(
  ground: Ground,
  consumer: Consumer,
  groupId: string,
  { events, patienceMs }: { events: number; patienceMs: number },
): Promise<EffectCount> {
  const program = await start(ground, consumer, groupId);
  try {
    for (let before = -1, count = await ground.countEffects(events); ; before = count.lost) {
      const progress = async () => (count = await ground.countEffects(events)).lost !== before || count.lost === 0;
      if (!(await within(patienceMs, progress, 250)) || count.lost === 0) return count;
    }
  } finally {
    await program.kill();
  }
}

function start({ databaseUrl, kafkaBrokers }: Ground, consumer: Consumer, groupId: string): Promise<Program> {
  return Program.start(consumer, {
    databaseUrl,
    kafkaBrokers: kafkaBrokers.join(','),
    groupId,
    sessionTimeoutMs: `${SESSION_MS}`,
    ...(consumer === 'own-consumer' && { reaction: 'batch' }),
  });
}
