import { deadLetterTopic, type ServiceName } from '#contracts';
import { isUnavailable } from '#platform';
import type { CrashPoint } from '../../src/crash-point.js';
import { MemoryBroker } from '../memory-broker.js';
import type { DeliveredMessage } from '../../src/ports.js';
import { sequenceOf } from '../../src/sequence.js';
import { changeOf, TOPIC } from '../../testing/change.js';
import { type Content, contentOf, FOLLOW_UPS } from './events-of-the-model.js';
import { BrokerFaults, type LostAnswer } from './faults-of-the-broker.js';
import { currentProcess, Instance, type InstanceParts, Process } from './instance.js';
import { commitSlowly, lockKey, MemoryDatabase, writeOwn } from './memory-database.js';
import { reactionsOf } from './reactions.js';
import { Turns } from './turns.js';

/** The services of the model: one makes the changes, the others react to them, each with a database of its own. */
export const CONSUMERS = ['applications', 'decisions'] as const satisfies readonly ServiceName[];
export const SERVICES_OF_THE_MODEL = ['notifications', ...CONSUMERS] as const satisfies readonly ServiceName[];
export type ServiceOfTheModel = (typeof SERVICES_OF_THE_MODEL)[number];
export type Consumer = (typeof CONSUMERS)[number];

/** Settings of one run. */
export interface Setting {
  readonly partitions: number;
  /** Most rows that a relay sends in one go. */
  readonly batch: number;
  /** Whether a consumer pauses its partition at once when the infrastructure is away, or tries in place. */
  readonly pausesAtOnce: boolean;
  /** Who comes next, see `Turns`. */
  readonly choices: readonly number[];
}

/** A transaction of the source. */
export interface Commit {
  readonly key: string;
  /** One event per content. */
  readonly contents: readonly Content[];
  /** Turns between its last statement and its commit. */
  readonly slowness: number;
}

const RESTART_MS = 300;
/** A death is noticed by the broker after this time. */
const SESSION_MS = 1000;
const MOST_TURNS = 50_000;
const MOST_WAITS = 2000;

class Refused extends Error {}

interface Replica {
  readonly service: ServiceOfTheModel;
  instance: Instance | undefined;
}

/** All processes, databases and the broker of one run, and what can happen to them. */
export class World {
  readonly turns: Turns;
  readonly broker: MemoryBroker;
  readonly faults: BrokerFaults;
  readonly databases: ReadonlyMap<ServiceOfTheModel, MemoryDatabase>;
  private readonly happened = new Map<string, number>();
  /** What may have made the relay of a service send a batch again. */
  readonly repeats = new Map<ServiceOfTheModel, number>();
  readonly copies: string[] = [];
  /** What should not have failed. */
  readonly surprises: string[] = [];
  private readonly replicas: readonly Replica[];
  private numbers = 0;
  private brokerIsAway = false;

  constructor(readonly setting: Setting) {
    this.turns = new Turns(setting.choices);
    const letters = [TOPIC, FOLLOW_UPS].flatMap((topic) =>
      CONSUMERS.map((consumer) => deadLetterTopic(topic, consumer)),
    );
    this.broker = new MemoryBroker([TOPIC, FOLLOW_UPS, ...letters], {
      partitions: setting.partitions,
      turn: () => this.turns.turn(),
    });
    this.faults = new BrokerFaults(this.broker, setting.partitions);
    this.databases = new Map(SERVICES_OF_THE_MODEL.map((service) => [service, new MemoryDatabase(setting.batch)]));
    this.replicas = (['notifications', 'notifications', 'applications', 'applications', 'decisions'] as const).map(
      (service) => ({ service, instance: undefined }),
    );
    for (const replica of this.replicas) this.start(replica);
  }

  database(service: ServiceOfTheModel): MemoryDatabase {
    const found = this.databases.get(service);
    if (!found) throw new Error(`The model has no service ${service}`);
    return found;
  }

  /** @param refused the work throws at its end: nothing of it may be seen */
  commit(n: number, { key, contents, slowness }: Commit, refused = false): void {
    const instance = this.replicas[n % 2]?.instance;
    if (!instance || instance.stopping) return;
    this.count(refused ? 'roll back' : 'commit');
    const change = instance.unitOfWork.run.bind(instance.unitOfWork, async (tx) => {
      await lockKey(tx.sql, key);
      commitSlowly(tx.sql, slowness);
      for (const content of contents) {
        const value = `${++this.numbers} ${content}`;
        await writeOwn(tx.sql, { table: 'change', key, value });
        await tx.append(changeOf(key, value));
      }
      if (refused) throw new Refused();
    });
    instance.work(() => change().catch((error: unknown) => this.failed(error)));
  }

  arm(n: number, point: CrashPoint): void {
    const process = this.replicas[n % this.replicas.length]?.instance?.process;
    if (process) process.armed = point;
  }

  kill(n: number): void {
    const instance = this.replicas[n % this.replicas.length]?.instance;
    if (!instance) return;
    this.count('kill');
    instance.process.die();
  }

  /** As by a rollout: stopped by SIGTERM, then started again. */
  stop(n: number): void {
    const replica = this.replicas[n % this.replicas.length];
    if (!replica?.instance || replica.instance.stopping) return;
    this.count('stop');
    this.mayRepeat(replica.service);
    void replica.instance.stop();
  }

  brokerGoes(): void {
    if (this.brokerIsAway) return;
    this.count('broker away');
    this.brokerIsAway = true;
    this.broker.goAway();
  }

  brokerComesBack(): void {
    this.brokerIsAway = false;
    this.broker.comeBack();
  }

  loseAnswer(kind: LostAnswer): void {
    this.faults.answersToLose.push(kind);
  }

  /** A process is stopped just before its bytes leave; even if it loses its lead meanwhile, they leave in the end. */
  stall(turns: number): void {
    this.faults.stalls.push(turns);
  }

  refuse(key: string): void {
    this.faults.refusedKeys.add(key);
  }

  accept(): void {
    this.faults.refusedKeys.clear();
  }

  databaseGoes(service: ServiceOfTheModel): void {
    if (this.database(service).away) return;
    this.count('database away');
    this.mayRepeat(service);
    this.database(service).goAway();
  }

  databaseComesBack(service: ServiceOfTheModel): void {
    this.database(service).comeBack();
  }

  /** The next commit, or mark of the relay, stands but is not answered. */
  loseCommitAnswer(service: ServiceOfTheModel): void {
    this.mayRepeat(service);
    this.database(service).answersToLose++;
  }

  /** The next commit is refused because of what others did meanwhile; the work is done again. */
  conflict(service: ServiceOfTheModel): void {
    this.database(service).conflictsToCome++;
  }

  /** Another relay may take over, while the one before still has a batch on its way. */
  cutLeader(service: ServiceOfTheModel): void {
    if (!this.database(service).cutLeader()) return;
    this.count('relay cut off');
    this.mayRepeat(service);
  }

  rebalance(consumer: Consumer): void {
    if (this.broker.rebalance(consumer) > 0) this.count('rebalance with work in hand');
  }

  redeliver(consumer: Consumer, partition: number, back: number): void {
    const place = partition % this.setting.partitions;
    const from = Math.max(0, this.broker.offsetOf(consumer, TOPIC, place) - back);
    if (this.broker.rewind(consumer, TOPIC, place, from) > 0) this.count('redelivery');
  }

  replayAll(consumer: Consumer): void {
    let again = 0;
    for (let n = 0; n < this.setting.partitions; n++) again += this.broker.rewind(consumer, TOPIC, n, 0);
    if (again > 0) this.count('full replay');
  }

  /** Some record is sent once more by somebody. */
  async duplicate(n: number): Promise<void> {
    const records = this.broker.partitionsOf(TOPIC).flat();
    const record = records[n % Math.max(1, records.length)];
    if (!record || this.brokerIsAway) return;
    this.count('duplicate');
    const id = record.headers['ce_id'];
    if (id !== undefined) this.copies.push(id);
    await this.broker.publisher().publishBatch([{ ...record, key: record.key ?? '', partition: record.partition }]);
  }

  /** A record that nobody can read, of somebody else. */
  async poison(key: string): Promise<void> {
    if (this.brokerIsAway) return;
    this.count('poison');
    await this.broker.publisher().publishBatch([{ topic: TOPIC, key, headers: {}, body: 'not json' }]);
  }

  /**
   * Everything is well again: what waits goes on to its end.
   * @returns what has not come to rest, if anything
   */
  async settle(): Promise<string | undefined> {
    for (const { instance } of this.replicas) if (instance) instance.process.armed = undefined;
    this.brokerComesBack();
    this.faults.heal();
    for (const database of this.databases.values()) {
      database.comeBack();
      database.answersToLose = 0;
      database.conflictsToCome = 0;
    }
    for (let waits = 0; waits < MOST_WAITS; waits++) {
      if (!(await this.turns.untilIdle(MOST_TURNS))) return `somebody is still busy after ${MOST_TURNS} turns`;
      const waiting = this.whatWaits();
      if (waiting === undefined) return undefined;
      for (const database of this.databases.values()) database.letGo();
      await this.turns.passTime();
      if (waits === MOST_WAITS - 1) return waiting;
    }
    return undefined;
  }

  /** Called at every crash point, by whichever process comes there. */
  readonly atCrashPoint = (point: CrashPoint): void => {
    const process = currentProcess();
    if (process?.armed !== point || !process.alive) return;
    this.count(`crash ${point}`);
    process.die();
  };

  /** What really happened, by its name, with what only shows at the end. */
  tally(): ReadonlyMap<string, number> {
    const databases = [...this.databases.values()];
    const sum = (of: (database: MemoryDatabase) => number) => databases.reduce((all, one) => all + of(one), 0);
    const changes = this.database('notifications').own.map(({ value }) => contentOf(value));
    const seqs = databases.map(({ outbox }) => outbox.map(({ seq }) => seq));
    const records = [TOPIC, FOLLOW_UPS].flatMap((topic) => this.broker.partitionsOf(topic).flat());
    const ids = records.map(({ headers }) => headers['ce_id']).filter((id) => id !== undefined);
    return new Map([
      ...this.happened,
      ['bug', changes.filter((content) => content === 'bug').length],
      ['hang', changes.filter((content) => content === 'hang').length],
      ['answer of the broker lost', [...this.faults.lost.values()].reduce((all, one) => all + one, 0)],
      ['refusal', this.faults.refusals],
      ['row set aside', sum((database) => database.setAside)],
      ['answer of a commit lost', sum((database) => database.lostAnswers)],
      ['transaction done again', sum((database) => database.conflicts)],
      ['wait for another transaction', sum((database) => database.waits)],
      ['record published twice', ids.length - new Set(ids).size - this.copies.length],
      ['record behind a later one of its key', lateIn(records)],
      [
        'letter of a parked key',
        sum(({ letters }) => letters.filter(({ failure }) => failure === 'parked-key').length),
      ],
      [
        'rows committed out of the order of their numbers',
        seqs.flatMap((all) => all.filter((seq, n) => seq < Math.max(0, ...all.slice(0, n)))).length,
      ],
    ]);
  }

  private count(what: string): void {
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
  }

  private whatWaits(): string | undefined {
    const inHand = this.replicas.reduce((sum, { instance }) => sum + (instance?.inHand ?? 0), 0);
    if (inHand > 0) return `${inHand} changes or batches do not end`;
    for (const [service, { outbox }] of this.databases) {
      const waiting = outbox.filter(({ published }) => !published).length;
      if (waiting > 0) return `${waiting} rows of the outbox of ${service} are not published`;
    }
    for (const consumer of CONSUMERS) {
      for (const [partition, log] of this.broker.partitionsOf(TOPIC).entries()) {
        const offset = this.broker.offsetOf(consumer, TOPIC, partition);
        if (offset < log.length) return `${consumer} has read partition ${partition} to ${offset} of ${log.length}`;
      }
    }
    return undefined;
  }

  private failed(error: unknown): void {
    if (error instanceof Refused || isUnavailable(error)) return;
    this.surprises.push(`a change failed: ${error instanceof Error ? error.message : 'unknown'}`);
  }

  private mayRepeat(service: ServiceOfTheModel): void {
    this.repeats.set(service, (this.repeats.get(service) ?? 0) + 1);
  }

  private start(replica: Replica): void {
    const { service } = replica;
    const process = new Process(this.turns, () => {
      this.mayRepeat(service);
      const dead = replica.instance;
      replica.instance = undefined;
      this.database(service).forget(process);
      const time = this.turns.timeOf();
      void time.wait(SESSION_MS).then(() => dead?.miss());
      void time.wait(RESTART_MS).then(() => this.start(replica));
    });
    replica.instance = new Instance(this.partsOf(service), process);
    replica.instance.start();
  }

  private partsOf(service: ServiceOfTheModel): InstanceParts {
    return {
      service,
      turns: this.turns,
      broker: this.broker,
      database: this.database(service),
      publisher: (process) => this.faults.publisherOf(service, process),
      reactions: reactionsOf(service),
      infrastructureDown: (isDown) => isDown && this.count('partition paused'),
      handled: (outcome) => outcome === 'seen' && this.count('message seen before'),
      pauseAfterMs: this.setting.pausesAtOnce ? -1 : Number.MAX_SAFE_INTEGER,
    };
  }
}

/** Records that come after one of their key with a higher number. */
function lateIn(records: readonly DeliveredMessage[]): number {
  const highest = new Map<string, string>();
  return records.filter((record) => {
    const place = `${record.topic} ${record.key}`;
    const [number, before] = [sequenceOf(record) ?? '', highest.get(place) ?? ''];
    if (number > before) highest.set(place, number);
    return number !== '' && number < before;
  }).length;
}
