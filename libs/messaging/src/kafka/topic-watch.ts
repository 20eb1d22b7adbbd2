import { setTimeout as delay } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import { allRecordsAdmin } from './all-records-admin.js';
import { lagByPartition, lagByTopic, type PartitionLag } from './consumer-lag.js';
import { PartitionProgress, type StandingPartition } from './partition-progress.js';
import { ReadProbe } from './read-probe.js';
import type { ReadableTopics } from './readable-topics.js';
import { type DeclaredTopic, refusedTopic, type TopicDifference, topicDifferences } from './topic-differences.js';

/** What operators see of a service's topics; see libs/messaging/src/metrics.ts. */
export interface TopicObserver {
  differences(differences: readonly TopicDifference[]): void;
  /** @param lag messages to be handled by topic; undefined while it is not known */
  lag(lag: ReadonlyMap<string, number> | undefined): void;
  /** Partitions with records to handle of which none was handled since the look before. */
  standing(partitions: readonly StandingPartition[]): void;
  /** The topic was deleted and made again: the group reads it from its beginning. */
  recreated?(topic: string): void;
}

export interface TopicWatchOptions {
  /** Topics that the service writes or reads, its dead-letter topics included. */
  readonly topics: readonly DeclaredTopic[];
  readonly consumed: readonly string[];
  readonly groupId: string;
  readonly replicationFactor: number;
  readonly log: { warn(line: object): void; error(line: object): void };
  readonly observer: TopicObserver;
  /** How often lag and progress are measured, ms. */
  readonly measureMs?: number;
  /** How long a partition may stand still before it is reported, s. */
  readonly standsStillAfterS?: number;
}

const LAG_MS = 15_000;
const COMPARE_MS = 600_000;
/** A partition that stands still for so long, with records to handle, is reported, s. */
const STANDS_STILL_S = 300;
/** While something keeps the service from its topics, or the broker is away. */
const RETRY_MS = 2000;
/** How long a sender waits for the first comparison before it tries again later, and a reader for a fresh one. */
const COMPARED_WITHIN_MS = 10_000;
/** Between two comparisons, however often one is asked for. */
const SOONEST_MS = 200;
/** Differences that keep a topic from being read. */
const UNREADABLE = ['missing', 'partitions', 'authorization'];

/**
 * Compares a service's topics with their declarations and measures its lag, beside the work: a broker that is away holds up
 * no start. A topic with another number of partitions is neither read nor written, because a key would change its
 * partition and lose its order; one that is missing, or may not be read, holds up nothing but itself; other differences
 * are reported and counted.
 */
export class TopicWatch implements ReadableTopics {
  private admin: Admin;
  private readonly probe: ReadProbe;
  private readonly stopped = new AbortController();
  private compareAt = 0;
  private asked: (() => void)[] = [];
  private wake: () => void = () => undefined;
  private readonly listeners = new Set<() => void>();
  private readonly seen = new Map<string, { readonly committed: bigint; readonly end: bigint }>();
  private loop: Promise<void> = Promise.resolve();
  private standing = new Map<string, TopicDifference>();
  private readonly progress = new PartitionProgress();
  private stands: readonly StandingPartition[] = [];
  private compared = false;
  private waiters: (() => void)[] = [];

  constructor(
    private readonly kafka: Kafka,
    private readonly options: TopicWatchOptions,
  ) {
    this.admin = allRecordsAdmin(kafka);
    this.probe = new ReadProbe(kafka, options.groupId);
  }

  start(): void {
    this.loop = this.watch();
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.wake();
    this.wakeWaiters();
    // A request to a broker that is away may take its time; nobody waits for its answer any more.
    await Promise.race([this.loop, delay(2000, undefined, { ref: false })]);
    await Promise.all([this.admin.disconnect(), this.probe.stop()]).catch(() => undefined);
  }

  readable(topics: readonly string[]): readonly string[] {
    return this.compared ? topics.filter((topic) => !this.has(topic, ...UNREADABLE)) : [];
  }

  onComparison(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  async compareNow(): Promise<void> {
    const compared = new Promise<void>((resolve) => this.asked.push(resolve));
    this.wake();
    await Promise.race([compared, delay(COMPARED_WITHIN_MS, undefined, { ref: false })]);
  }

  /** @throws Error while the topic of one of them has another number of partitions, or nothing is known of topics yet */
  async requireWritable(messages: readonly { readonly topic: string }[]): Promise<void> {
    if (!this.compared)
      await Promise.race([this.nextComparison(), delay(COMPARED_WITHIN_MS, undefined, { ref: false })]);
    if (!this.compared) throw new Error('The broker has not told yet what its topics are');
    if (this.standing.size === 0) return;
    const wrong = messages.find(({ topic }) => this.has(topic, 'partitions'));
    if (wrong) throw new Error(this.standing.get(placeOf(wrong.topic, 'partitions'))?.sentence);
  }

  /** A sentence per topic that has another number of partitions than declared, or should be read and cannot be. */
  get unusable(): string[] {
    const { consumed } = this.options;
    return [...this.standing.values()]
      .filter(({ topic, setting }) => setting === 'partitions' || (consumed.includes(topic) && isUnreadable(setting)))
      .map(({ sentence }) => sentence);
  }

  /** Partitions of the service's group, whichever process reads them, that have stood still for too long. */
  get standingStill(): readonly StandingPartition[] {
    return this.stands.filter(({ seconds }) => seconds >= (this.options.standsStillAfterS ?? STANDS_STILL_S));
  }

  private async watch(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      let pause = this.options.measureMs ?? LAG_MS;
      try {
        await this.admin.connect();
        if (this.asked.length > 0 || performance.now() >= this.compareAt) {
          await this.compare();
          const unfit = [...this.standing.values()].some(({ setting }) => isUnreadable(setting));
          this.compareAt = unfit ? 0 : performance.now() + COMPARE_MS;
          if (unfit) pause = RETRY_MS;
        }
        await this.measure();
      } catch {
        // The client has logged it; all work with the broker waits for it too. Or a topic is not as it was.
        this.options.observer.lag(undefined);
        this.compareAt = 0;
        pause = RETRY_MS;
      }
      await this.rest(this.asked.length > 0 ? SOONEST_MS : pause);
    }
  }

  /** Ends early when a comparison is asked for, or the watch stops. */
  private rest(pause: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      timer.unref();
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.stopped.signal.aborted) this.wake();
    });
  }

  private async compare(): Promise<void> {
    const asked = this.asked.splice(0);
    try {
      this.found(await this.differences().catch(() => this.differencesAnew()));
    } finally {
      for (const wake of asked) wake();
    }
  }

  private async differences(): Promise<TopicDifference[]> {
    const { topics, consumed, replicationFactor } = this.options;
    const differences = await topicDifferences(this.admin, topics, replicationFactor);
    const unfit = new Set(differences.filter(({ setting }) => isUnreadable(setting)).map(({ topic }) => topic));
    const present = consumed.filter((topic) => !unfit.has(topic));
    return [...differences, ...(await this.probe.refused(this.admin, present)).map(refusedTopic)];
  }

  /** A client of kafkajs keeps asking for every topic it has been asked about, and fails when one of them is refused. */
  private async differencesAnew(): Promise<TopicDifference[]> {
    await this.admin.disconnect().catch(() => undefined);
    this.stopped.signal.throwIfAborted();
    this.admin = allRecordsAdmin(this.kafka);
    await this.admin.connect();
    return this.differences();
  }

  private found(found: readonly TopicDifference[]): void {
    const { observer, log } = this.options;
    const now = new Map(found.map((difference) => [placeOf(difference.topic, difference.setting), difference]));
    for (const [place, { topic, setting, sentence }] of now) {
      if (this.standing.get(place)?.sentence === sentence) continue;
      const line = { msg: sentence, topic, setting };
      if (isUnreadable(setting)) log.error(line);
      else log.warn(line);
    }
    this.standing = now;
    this.compared = true;
    observer.differences(found);
    this.wakeWaiters();
    for (const listener of this.listeners) listener();
  }

  private async measure(): Promise<void> {
    const { groupId, consumed, observer, log } = this.options;
    const present = consumed.filter((topic) => !this.has(topic, 'missing'));
    const partitions = present.length === 0 ? [] : await lagByPartition(this.admin, groupId, present);
    observer.lag(lagByTopic(partitions));
    this.reportRecreated(partitions);
    const stands = this.progress.look(partitions, performance.now());
    observer.standing(stands);
    const reported = new Set(this.standingStill.map(({ topic, partition }) => `${topic}/${partition}`));
    this.stands = stands;
    for (const { topic, partition, offset, seconds } of this.standingStill) {
      if (reported.has(`${topic}/${partition}`)) continue;
      log.error({ msg: 'a partition has records to handle and stands still', topic, partition, offset, seconds });
    }
  }

  /** What was committed, and a topic's end, only grow, unless it was deleted and made again. */
  private reportRecreated(partitions: readonly PartitionLag[]): void {
    const recreated = new Set<string>();
    for (const { topic, partition, committed, end } of partitions) {
      const place = `${topic}/${partition}`;
      const before = this.seen.get(place);
      if (before && (end < before.end || committed < before.committed)) recreated.add(topic);
      this.seen.set(place, { committed, end });
    }
    for (const topic of recreated) {
      this.options.log.error({ msg: 'a topic was made again; the group reads it from its beginning', topic });
      this.options.observer.recreated?.(topic);
    }
  }

  private has(topic: string, ...settings: readonly string[]): boolean {
    return settings.some((setting) => this.standing.has(placeOf(topic, setting)));
  }

  private nextComparison(): Promise<void> {
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  private wakeWaiters(): void {
    for (const wake of this.waiters.splice(0)) wake();
  }
}

function isUnreadable(setting: string): boolean {
  return UNREADABLE.includes(setting);
}

function placeOf(topic: string, setting: string): string {
  return `${topic}\n${setting}`;
}
