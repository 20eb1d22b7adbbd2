import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type ServiceName, SERVICES, topicOf } from '#contracts';
import { type CrashPoint, KafkaOutsideClient, partitionOfKey } from '#messaging';
import { eventually } from '#testing';
import type { ChaosStack } from '../../scripts/launcher/chaos-stack.js';
import { dropAnswers } from './answers-dropped.js';
import type { Pools } from './pools.js';
import type { Fault, TopicRecord } from './evidence.js';
import type { Load } from './load.js';
import type { Observer } from './observer.js';

/** The system that a fault acts on. */
export interface World {
  readonly stack: ChaosStack;
  readonly load: Load;
  readonly observer: Observer;
  readonly pools: Pools;
  /** Topics that each service reads. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Events that each service reacts to. */
  readonly reactions: ReadonlyMap<ServiceName, ReadonlySet<string>>;
  /** How long broker and database are away, in ms. */
  readonly outageMs: number;
}

export type FaultRun = (world: World) => Promise<Fault[]>;

const HIT_WITHIN_MS = 100_000;
const READY_WITHIN_MS = 60_000;
const POISON_DONE_WITHIN_MS = 30_000;
const RECOVERS_WITHIN_MS = 40_000;

/** The faults, by their names in `--only`. */
export const FAULTS = {
  'crash-windows': (world) =>
    together([
      () => crash(world, 'consumer-after-transaction', 'recognition-bank'),
      async () => [
        ...(await together([
          () => crash(world, 'before-commit', 'applications'),
          () => crash(world, 'after-commit-before-notify', 'decisions'),
          () => crash(world, 'after-read-before-send', 'study-rights'),
          () => crash(world, 'consumer-inside-transaction', 'notifications'),
        ])),
        ...(await together([
          () => crash(world, 'consumer-before-transaction', 'applications'),
          () => crash(world, 'after-send-before-mark', 'decisions'),
          () => crash(world, 'after-mark', 'study-rights'),
          () => crash(world, 'after-dead-letter-before-commit', 'notifications'),
        ])),
      ],
    ]),
  failover,
  rebalance,
  sigterm,
  poison,
  'clock-jumps': clockJumps,
  network,
  'answers-dropped': (world) => dropAnswers(world.stack),
  'disk-full': diskFull,
  'broker-outage': (world) => outage(world, 'kafka', 'broker-outage'),
  'postgres-outage': (world) => outage(world, 'postgres', 'postgres-outage'),
  replay,
} as const satisfies Record<string, FaultRun>;

export type FaultName = keyof typeof FAULTS;

/** A full run: those of one line side by side, on different services or independent of each other. */
export const FULL_RUN: readonly (readonly FaultName[])[] = [
  ['poison', 'clock-jumps'],
  ['crash-windows'],
  ['failover', 'rebalance'],
  ['sigterm'],
  ['network', 'answers-dropped'],
  ['disk-full'],
  ['broker-outage'],
  ['postgres-outage'],
  ['replay'],
];

/** Runs faults side by side. */
export async function together(faults: readonly (() => Promise<Fault[]>)[]): Promise<Fault[]> {
  return (await Promise.all(faults.map((fault) => fault()))).flat();
}

/** The service's process dies at a named place; its supervisor starts it again. */
export async function crash({ stack }: World, window: CrashPoint, service: ServiceName): Promise<Fault[]> {
  const instance = stack.first(service);
  const earlier = instance.ends.length;
  const from = Date.now();
  instance.restartOnceWith({ CRASH_POINT: window });
  const died = () => instance.ends.slice(earlier).some(({ how }) => how === 'signal SIGKILL');
  const feeding = new AbortController();
  const fed = window === 'after-dead-letter-before-commit' ? feedPoison(stack, feeding.signal) : Promise.resolve();
  const hit = await eventually(`${service} dies ${window}`, async () => died(), HIT_WITHIN_MS).catch(() => false);
  feeding.abort();
  await fed;
  await instance.untilReady(READY_WITHIN_MS);
  return [{ kind: 'crash', window, service, hit, from, to: Date.now() }];
}

/** Unreadable messages for notifications, one after the other. */
async function feedPoison(stack: ChaosStack, signal: AbortSignal): Promise<void> {
  const outside = new KafkaOutsideClient(stack.brokers);
  try {
    while (!signal.aborted) {
      await outside.publishRaw('university.institution.v1', { key: randomUUID(), value: 'poison', headers: {} });
      await delay(700);
    }
  } finally {
    await outside.close();
  }
}

/** Of two instances the one that publishes is killed; the other takes over. */
async function failover({ stack }: World): Promise<Fault[]> {
  const service = 'study-rights';
  const from = Date.now();
  const second = await stack.startInstance(service);
  const both = [stack.first(service), second];
  const leader = await eventually('one relay leads', async () => leaderOf(both), READY_WITHIN_MS);
  const standby = both.find((instance) => instance !== leader) ?? second;
  const killedAt = Date.now();
  leader.kill();
  const takenOver = await eventually('the other takes over', () => standby.leads(), READY_WITHIN_MS).catch(() => false);
  const takenOverAfterMs = takenOver ? Date.now() - killedAt : null;
  await leader.untilReady(READY_WITHIN_MS);
  const fault: Fault = { kind: 'failover', service, takenOverAfterMs, from, to: Date.now() };
  return [fault, await terminate(stack, second)];
}

async function leaderOf<T extends { leads(): Promise<boolean> }>(instances: readonly T[]): Promise<T | undefined> {
  for (const instance of instances) if (await instance.leads()) return instance;
  return undefined;
}

/** One process, three, and one again. */
async function rebalance({ stack }: World): Promise<Fault[]> {
  const service = 'decisions';
  const from = Date.now();
  const more = await Promise.all([stack.startInstance(service), stack.startInstance(service)]);
  await delay(3000);
  const stops: Fault[] = [];
  for (const instance of more) stops.push(await terminate(stack, instance));
  return [{ kind: 'rebalance', service, most: 3, from, to: Date.now() }, ...stops];
}

/** One of two instances gets SIGTERM while clients send requests as fast as they can. */
async function sigterm({ stack, load }: World): Promise<Fault[]> {
  const second = await stack.startInstance('applications');
  const burst = load.burst(4, 4000);
  await delay(1500);
  const stop = await terminate(stack, second);
  await burst;
  return [stop];
}

async function terminate(stack: ChaosStack, instance: ReturnType<ChaosStack['first']>): Promise<Fault> {
  const from = Date.now();
  const goneAfterMs = await stack.stopInstance(instance);
  const { service, name } = instance;
  return { kind: 'terminated', service, instance: name, goneAfterMs, from, to: Date.now() };
}

/** A person whose records belong on that partition. */
function personOn(partition: number): string {
  for (;;) {
    const personId = randomUUID();
    if (partitionOfKey(personId, topicOf('university.person-published.v1').partitions) === partition) return personId;
  }
}

/**
 * On three partitions, one after the other, a message that no handler survives, another of the same key, and messages of
 * other keys behind.
 */
async function poison({ load, observer }: World): Promise<Fault[]> {
  const from = Date.now();
  const places = [1, 5, 9].map((partition) => ({ partition, key: personOn(partition) }));
  for (const { partition, key } of places) {
    // A version that the contract allows but no integer column can hold.
    const ids = [await load.publishPerson(key, 3_000_000_000), await load.publishPerson(key, 3_000_000_001)];
    for (let other = 0; other < 3; other++) await load.publishPerson(personOn(partition), 1);
    const givenUp = (id: string) =>
      new Set(observer.records.filter((record) => record.deadLetter && record.id === id).map(({ topic }) => topic))
        .size;
    await eventually(
      'the poison is given up by its three consumers',
      async () => ids.every((id) => givenUp(id) >= 3),
      POISON_DONE_WITHIN_MS,
    ).catch(() => undefined);
  }
  return [{ kind: 'poison', topic: 'university.person.v1', places, from, to: Date.now() }];
}

/** The moment that the clocks jump to, and how long they stay there. */
const MOMENTS = [
  ['2026-10-25T00:59:58.500Z', 'the hour that comes twice'],
  ['2027-03-28T00:59:58.500Z', 'the hour that is left out'],
  ['2028-02-28T21:59:58.500Z', 'into the leap day'],
  ['2028-02-29T21:59:58.500Z', 'out of the leap day'],
] as const;
const AT_A_MOMENT_MS = 2500;

/** Clocks jump over a change of summer time and a leap day, and while notifications is asleep; then back. */
async function clockJumps({ stack }: World): Promise<Fault[]> {
  const from = Date.now();
  for (const [moment] of MOMENTS) {
    await stack.shiftClocks(new Date(moment).getTime() - Date.now());
    await delay(AT_A_MOMENT_MS);
  }
  const { pid } = stack.first('notifications');
  if (pid !== undefined) process.kill(pid, 'SIGSTOP');
  await delay(1000);
  await stack.shiftClocks(6 * 3_600_000);
  await delay(1000);
  if (pid !== undefined) process.kill(pid, 'SIGCONT');
  await delay(AT_A_MOMENT_MS);
  await stack.shiftClocks(0);
  const moments = [...MOMENTS.map(([moment, what]) => `${moment} ${what}`), 'six hours while asleep', 'back'];
  return [{ kind: 'clock-jumps', moments, from, to: Date.now() }];
}

/** Each service has a different network fault. */
async function network({ stack }: World): Promise<Fault[]> {
  const { brokerLinks, databaseLinks } = stack;
  const trouble = async (
    service: ServiceName,
    link: 'broker' | 'database',
    what: string,
    ms: number,
    begin: () => void,
    end: () => void,
  ) => {
    const from = Date.now();
    begin();
    await delay(ms);
    end();
    return [{ kind: 'network', what, service, link, from, to: Date.now() } as const];
  };
  const slow = { latencyMs: 100, bytesPerSecond: 100_000 };
  const [a, d, s, n, b] = [
    brokerLinks.applications,
    brokerLinks.decisions,
    brokerLinks['study-rights'],
    databaseLinks.notifications,
    databaseLinks['recognition-bank'],
  ];
  return together([
    () =>
      trouble(
        'applications',
        'broker',
        'cut',
        8000,
        () => a.set('cut'),
        () => a.set('pass'),
      ),
    () =>
      trouble(
        'decisions',
        'broker',
        'slowed',
        10_000,
        () => d.slowDown(slow),
        () => d.slowDown(undefined),
      ),
    () =>
      trouble(
        'study-rights',
        'broker',
        'answers dropped',
        8000,
        () => s.set('no-answers'),
        () => s.set('pass'),
      ),
    () =>
      trouble(
        'notifications',
        'database',
        'cut',
        6000,
        () => n.set('cut'),
        () => n.set('pass'),
      ),
    () =>
      trouble(
        'recognition-bank',
        'database',
        'refused',
        6000,
        () => b.set('refuse'),
        () => b.set('pass'),
      ),
  ]);
}

/** The outbox takes no rows: PostgreSQL answers as if the disk were full. */
async function diskFull({ pools }: World): Promise<Fault[]> {
  const from = Date.now();
  const full = `
    CREATE FUNCTION chaos_disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER chaos_disk_full BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION chaos_disk_full()`;
  const freed = 'DROP TRIGGER chaos_disk_full ON outbox; DROP FUNCTION chaos_disk_full()';
  await Promise.all(SERVICES.map((service) => pools[service].query(full)));
  await delay(5000);
  await Promise.all(SERVICES.map((service) => pools[service].query(freed)));
  return [{ kind: 'disk-full', from, to: Date.now() }];
}

/** The server stops, is away for a time and comes back with its data. */
async function outage(
  { stack, pools, observer, reactions, outageMs }: World,
  server: 'kafka' | 'postgres',
  kind: 'broker-outage' | 'postgres-outage',
): Promise<Fault[]> {
  await stack.stopServer(server);
  const from = Date.now();
  await delay(outageMs);
  await stack.startServer(server);
  const to = Date.now();
  // The next fault would hide how long the backlog takes; the checker judges that.
  const recovered = async () =>
    (await drained(pools, from, to)) && (await takenIn(pools, observer.records, reactions, { from, to }));
  await eventually('what has waited is through', recovered, RECOVERS_WITHIN_MS).catch(() => undefined);
  return [{ kind, from, to }];
}

async function drained(pools: Pools, from: number, to: number): Promise<boolean> {
  for (const service of SERVICES) {
    const { rowCount } = await pools[service].query(
      'SELECT 1 FROM outbox WHERE published_at IS NULL AND occurred_at BETWEEN $1 AND $2 LIMIT 1',
      [new Date(from), new Date(to)],
    );
    if (rowCount !== 0) return false;
  }
  return true;
}

/** Every message of that time has been booked in by its consumers. */
async function takenIn(
  pools: Pools,
  records: readonly TopicRecord[],
  reactions: World['reactions'],
  { from, to }: { from: number; to: number },
): Promise<boolean> {
  for (const [service, names] of reactions) {
    const ids = records
      .filter(({ name, seenAt }) => names.has(name) && seenAt >= from && seenAt <= to)
      .map(({ id }) => id);
    const { rows } = await pools[service].query<{ n: number }>(
      'SELECT count(*)::int AS n FROM inbox WHERE message_id = ANY ($1)',
      [ids],
    );
    if (rows[0]?.n !== new Set(ids).size) return false;
  }
  return true;
}

/** Every service reads its topics from the beginning once more. */
async function replay({ stack, observer, groups }: World): Promise<Fault[]> {
  const from = Date.now();
  await Promise.all(SERVICES.map((service) => stack.first(service).stop()));
  const messages = observer.records.length;
  await eventually(
    'the groups are empty and forgotten',
    async () => observer.forget([...groups.keys()]).then(() => true),
    60_000,
  );
  await Promise.all(SERVICES.map((service) => stack.first(service).start()));
  const read = [...groups.values()].flat();
  const again = observer.records.slice(0, messages).filter(({ topic }) => read.includes(topic)).length;
  return [{ kind: 'replay', messages: again, from, to: Date.now() }];
}
