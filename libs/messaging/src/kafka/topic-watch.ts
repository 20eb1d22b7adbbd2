import { setTimeout as delay } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import { allRecordsAdmin } from './all-records-admin.js';
import { lagByPartition, lagByTopic } from './consumer-lag.js';
import { PartitionProgress, type StandingPartition } from './partition-progress.js';
import { type DeclaredTopic, type TopicDifference, topicDifferences } from './topic-differences.js';

/** What operators see of a service's topics; see libs/messaging/src/metrics.ts. */
export interface TopicObserver {
  differences(differences: readonly TopicDifference[]): void;
  /** @param lag messages to be handled by topic; undefined while it is not known */
  lag(lag: ReadonlyMap<string, number> | undefined): void;
  /** Partitions with records to handle of which none was handled since the look before. */
  standing(partitions: readonly StandingPartition[]): void;
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
  /** How long a partition may stand still before it is told, s. */
  readonly standsStillAfterS?: number;
}

const LAG_MS = 15_000;
const COMPARE_MS = 600_000;
/** A partition that stands still for so long, with records to handle, is told, s. */
const STANDS_STILL_S = 300;
/** While something keeps the service from its topics, or the broker is away. */
const RETRY_MS = 2000;
/** How long a sender waits for the first comparison before it tries again later. */
const FIRST_WITHIN_MS = 10_000;

/**
 * Compares a service's topics with their declarations and measures its lag, beside the work: a broker that is away holds up
 * no start. A topic with another number of partitions is neither read nor written, because a key would change its
 * partition and lose its order; other differences are told and counted.
 */
export class TopicWatch {
  private readonly admin: Admin;
  private readonly stopped = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private standing = new Map<string, TopicDifference>();
  private readonly progress = new PartitionProgress();
  private stands: readonly StandingPartition[] = [];
  private compared = false;
  private waiters: (() => void)[] = [];

  constructor(
    kafka: Kafka,
    private readonly options: TopicWatchOptions,
  ) {
    this.admin = allRecordsAdmin(kafka);
  }

  start(): void {
    this.loop = this.watch();
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.tellWaiters();
    // A request to a broker that is away may take its time; nobody waits for its answer any more.
    await Promise.race([this.loop, delay(2000, undefined, { ref: false })]);
    await this.admin.disconnect().catch(() => undefined);
  }

  /** Resolves when these topics are there with the declared number of partitions, or when the watch has been stopped. */
  async untilReadable(topics: readonly string[]): Promise<void> {
    const unfit = () => !this.compared || topics.some((topic) => this.has(topic, 'missing', 'partitions'));
    while (unfit() && !this.stopped.signal.aborted) await this.nextComparison();
  }

  /** @throws Error while the topic of one of them has another number of partitions, or nothing is known of topics yet */
  async requireWritable(messages: readonly { readonly topic: string }[]): Promise<void> {
    if (!this.compared) await Promise.race([this.nextComparison(), delay(FIRST_WITHIN_MS, undefined, { ref: false })]);
    if (!this.compared) throw new Error('The broker has not told yet what its topics are');
    if (this.standing.size === 0) return;
    const wrong = messages.find(({ topic }) => this.has(topic, 'partitions'));
    if (wrong) throw new Error(this.standing.get(placeOf(wrong.topic, 'partitions'))?.sentence);
  }

  /** A sentence per topic that has another number of partitions than declared. */
  get wrongPartitions(): string[] {
    return [...this.standing.values()]
      .filter(({ setting }) => setting === 'partitions')
      .map(({ sentence }) => sentence);
  }

  /** Partitions of the service's group, whichever process reads them, that have stood still for too long. */
  get standingStill(): readonly StandingPartition[] {
    return this.stands.filter(({ seconds }) => seconds >= (this.options.standsStillAfterS ?? STANDS_STILL_S));
  }

  private async watch(): Promise<void> {
    let compareAt = performance.now();
    while (!this.stopped.signal.aborted) {
      let pause = this.options.measureMs ?? LAG_MS;
      try {
        await this.admin.connect();
        if (performance.now() >= compareAt) {
          await this.compare();
          const unfit = [...this.standing.values()].some(({ setting }) => ['missing', 'partitions'].includes(setting));
          if (unfit) pause = RETRY_MS;
          else compareAt = performance.now() + COMPARE_MS;
        }
        await this.measure();
      } catch {
        // The client has logged it; whoever works with the broker waits for it too.
        this.options.observer.lag(undefined);
        pause = RETRY_MS;
      }
      await delay(pause, undefined, { ref: false, signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  private async compare(): Promise<void> {
    const { topics, replicationFactor, observer, log } = this.options;
    const found = await topicDifferences(this.admin, topics, replicationFactor);
    const now = new Map(found.map((difference) => [placeOf(difference.topic, difference.setting), difference]));
    for (const [place, { topic, setting, sentence }] of now) {
      if (this.standing.get(place)?.sentence === sentence) continue;
      const line = { msg: sentence, topic, setting };
      if (setting === 'partitions' || setting === 'missing') log.error(line);
      else log.warn(line);
    }
    this.standing = now;
    this.compared = true;
    observer.differences(found);
    this.tellWaiters();
  }

  private async measure(): Promise<void> {
    const { groupId, consumed, observer, log } = this.options;
    const readable = consumed.filter((topic) => !this.has(topic, 'missing'));
    const partitions = readable.length === 0 ? [] : await lagByPartition(this.admin, groupId, readable);
    observer.lag(lagByTopic(partitions));
    const stands = this.progress.look(partitions, performance.now());
    observer.standing(stands);
    const told = new Set(this.standingStill.map(({ topic, partition }) => `${topic}/${partition}`));
    this.stands = stands;
    for (const { topic, partition, offset, seconds } of this.standingStill) {
      if (told.has(`${topic}/${partition}`)) continue;
      log.error({ msg: 'a partition has records to handle and stands still', topic, partition, offset, seconds });
    }
  }

  private has(topic: string, ...settings: readonly string[]): boolean {
    return settings.some((setting) => this.standing.has(placeOf(topic, setting)));
  }

  private nextComparison(): Promise<void> {
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  private tellWaiters(): void {
    for (const tell of this.waiters.splice(0)) tell();
  }
}

function placeOf(topic: string, setting: string): string {
  return `${topic}\n${setting}`;
}
