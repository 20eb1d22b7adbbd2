import type { Kafka } from 'kafkajs';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { EventName, ServiceName } from '#contracts';
import { LIMITS } from '#kernel';
import type { Clock } from '#platform';
import { decode, type DecodeOptions, factIdOf, isOfNewerVersion } from '../cloud-events.js';
import { nameOf } from '../consumer/failure-lines.js';
import { type CopyDeclaration, kafkaKnowsAll, topicsOf } from '../copies/copy-declaration.js';
import { question } from '../copies/follow-events.js';
import { takesMany, writeCopy } from '../copies/write-copy.js';
import type { ReceivedEvent } from '../events.js';
import type { DeliveredMessage } from '../ports.js';
import { Follower, sequenceOf } from '../sequence.js';
import { StretchTable } from '../stuck-partitions/stretch-table.js';
import { appendBeside } from '../unit-of-work.js';
import { ShadowTables, type TableDifference } from './shadow-tables.js';
import { type Offsets, place, TopicReader } from './topic-reader.js';

export interface RebuildOptions {
  readonly service: ServiceName;
  readonly copy: CopyDeclaration;
  /** A connection of the service's role to its database, in use by nobody else. */
  readonly runner: QueryRunner;
  readonly kafka: Kafka;
  readonly clock: Clock;
  /** Only says how the copy differs from what Kafka has; nothing is put in its place. */
  readonly checkOnly?: boolean;
  /** Drops rows of which Kafka has nothing instead of keeping them. */
  readonly dropUnknown?: boolean;
}

/** A message that the reaction could not digest; the live consumer has the same trouble with it. */
export interface Undigested {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  /** `unreadable`, the code of a refusal, or the name of the error. */
  readonly why: string;
}

export interface RebuildReport {
  readonly copy: string;
  readonly swapped: boolean;
  readonly rows: { readonly before: number; readonly after: number };
  readonly eventsApplied: number;
  /** Rows that stay although Kafka does not have them (any more). */
  readonly kept: number;
  /** Things whose events could not be understood without earlier ones: their owner has been asked for their state. */
  readonly asked: number;
  readonly differences: readonly TableDifference[];
  readonly undigested: readonly Undigested[];
  /** How long others were kept out of the copy, ms. */
  readonly lockedMs: number;
}

/** A sentence for the operator: the rebuild did not begin, or ended with the old copy in place. */
export class RebuildRefused extends Error {}

/** Messages between the consumer's last commit of offsets and the end of the topics that fit into memory. */
const MOST_PENDING = 100_000;
const LOCK_TRIES = 5;
/** Deadlock, lock not available in time. */
const RETRYABLE = new Set(['40P01', '55P03']);

/**
 * Builds a copy again from Kafka, beside the old one, and puts it in the old one's place. Reading goes on while the live
 * consumer keeps writing to the old copy; for the rest of the way both stand still: what the consumer has handled until
 * then, and nothing else, is applied, so that it goes on as if nothing had happened. If anything interrupts this, the
 * old copy stays. Nothing is published but what asks an owner for the state of things that remain incomplete.
 */
export async function rebuildCopy(options: RebuildOptions): Promise<RebuildReport> {
  const { service, copy, runner, kafka } = options;
  if (options.dropUnknown && !kafkaKnowsAll(copy)) {
    throw new RebuildRefused(
      `${copy.name}: Kafka does not keep all facts of this copy (${copy.keepsBecause ?? 'its topic forgets after its retention'}), so rows it does not tell of are never dropped.`,
    );
  }
  await lockAgainstOtherRebuilds(runner, copy);
  const shadow = new ShadowTables(runner.manager, copy);
  let reader: TopicReader | undefined;
  try {
    await shadow.create();
    const topics = topicsOf(copy).map(({ name }) => name);
    const stretches = new StretchTable(service);
    reader = await TopicReader.open(
      kafka,
      service,
      topics,
      async (stretch) => (await stretches.stateOf(runner.manager, stretch)) === 'stepped-over',
    );
    return await new Rebuild(options, shadow, reader).run();
  } finally {
    // A broken connection must not hide what went wrong; the next rebuild clears away what is left.
    await reader?.close().catch(() => undefined);
    await shadow.drop().catch(() => undefined);
    await runner.query('SELECT pg_advisory_unlock(hashtext($1))', [lockName(copy)]).catch(() => undefined);
  }
}

function lockName(copy: CopyDeclaration): string {
  return `rebuild ${copy.name}`;
}

async function lockAgainstOtherRebuilds(runner: QueryRunner, copy: CopyDeclaration): Promise<void> {
  const [lock] = await runner.manager.query<{ free: boolean }[]>(`SELECT pg_try_advisory_lock(hashtext($1)) AS free`, [
    lockName(copy),
  ]);
  if (!lock?.free) throw new RebuildRefused(`${copy.name}: another rebuild of this copy is going on.`);
}

class Rebuild {
  private readonly undigested: Undigested[] = [];
  /** Read, but not known to be handled by the live consumer. */
  private pending: DeliveredMessage[] = [];
  private readonly misplaced: DeliveredMessage[] = [];
  /** Knows what a topic says late: the live consumer had seen it by its id. */
  private readonly follower = new Follower();
  private eventsApplied = 0;
  /** By institution and id: what the last events about it did not suffice for. */
  private readonly incomplete = new Map<string, ReceivedEvent>();
  /** Keys that were cleared and have had no event since. */
  private readonly cleared = new Map<string, DeliveredMessage>();

  constructor(
    private readonly options: RebuildOptions,
    private readonly shadow: ShadowTables,
    private readonly reader: TopicReader,
  ) {}

  async run(): Promise<RebuildReport> {
    const { runner } = this.options;
    await this.shadow.use();
    await this.readToCommitted((work) => inTransaction(runner, work));
    return inTransaction(runner, () => this.finish());
  }

  /** With everybody else kept out: the last messages, what stays, the comparison, the swap. */
  private async finish(): Promise<RebuildReport> {
    const { copy, checkOnly, dropUnknown, runner } = this.options;
    await this.lockOld();
    const since = performance.now();
    await this.readToCommitted((work) => work());
    await this.applyHandledButNotCommitted();
    await this.applyMisplacedButReplayed();
    await this.shadow.keepForgotten();
    const kept = dropUnknown ? 0 : await this.shadow.countMissing();
    if (kept > 0) {
      await this.shadow.keepMissing();
      // A kept row is from before the key was cleared: compaction has taken its events, and left the tombstone.
      for (const tombstone of this.cleared.values()) await this.forget(runner.manager, tombstone);
    }
    await this.shadow.takeOwnColumns();
    const [rows, differences] = [await this.shadow.counts(), await this.shadow.differences()];
    if (!checkOnly) {
      await this.shadow.swap();
      await this.ask(runner.manager);
    }
    return {
      copy: copy.name,
      swapped: !checkOnly,
      rows,
      eventsApplied: this.eventsApplied,
      kept,
      asked: checkOnly ? 0 : this.incomplete.size,
      differences,
      undigested: this.undigested,
      lockedMs: performance.now() - since,
    };
  }

  private async lockOld(): Promise<void> {
    const { runner } = this.options;
    for (let attempt = 1; ; attempt++) {
      await runner.query('SAVEPOINT lock');
      try {
        return await this.shadow.lockOld();
      } catch (error) {
        await runner.query('ROLLBACK TO SAVEPOINT lock');
        if (attempt >= LOCK_TRIES || !RETRYABLE.has(String((error as { code?: unknown }).code))) throw error;
      }
    }
  }

  /** Applies everything before the offsets that the live consumer has committed, and remembers what comes after. */
  private async readToCommitted(within: (work: () => Promise<void>) => Promise<void>): Promise<void> {
    const { service } = this.options;
    const committed = await this.reader.committedBy(service);
    const take = async (messages: readonly DeliveredMessage[]) => {
      const handled = messages.filter((message) => isBefore(message, committed));
      this.pending.push(...messages.filter((message) => !isBefore(message, committed)));
      if (this.pending.length > MOST_PENDING) {
        throw new RebuildRefused(`The consumer is more than ${MOST_PENDING} messages behind: let it catch up first.`);
      }
      await within(() => this.apply(handled));
    };
    const before = this.pending.splice(0);
    await take(before);
    await this.reader.readTo(await this.reader.ends(), take);
  }

  /** Offsets are committed now and then; what was handled since stands in the inbox. */
  private async applyHandledButNotCommitted(): Promise<void> {
    await this.apply((await this.inInbox(this.pending)).handled);
  }

  /** Records on the wrong partition of which an operator has decided that they count, after everything else as then. */
  private async applyMisplacedButReplayed(): Promise<void> {
    const { handled, others } = await this.inInbox(this.misplaced);
    await this.apply(handled, { anyPartition: true });
    for (const message of others) this.note(message, 'unreadable');
  }

  private async inInbox(messages: readonly DeliveredMessage[]) {
    const { runner, service } = this.options;
    const rows = await runner.manager.query<{ message_id: string }[]>(
      `SELECT message_id FROM inbox WHERE consumer = $1 AND message_id = ANY ($2::text[])`,
      [service, messages.map(factIdOf)],
    );
    const known = new Set(rows.map(({ message_id: id }) => id));
    const isHandled = (message: DeliveredMessage) => known.has(factIdOf(message));
    return { handled: messages.filter(isHandled), others: messages.filter((message) => !isHandled(message)) };
  }

  /** Applies messages in order; one that cannot be applied is noted and left out, as the live consumer does. */
  private async apply(messages: readonly DeliveredMessage[], options: DecodeOptions = {}): Promise<void> {
    const inTurn = messages.filter((message) => this.isInTurn(message));
    const facts = inTurn.flatMap((message) => this.read(message, options));
    if (facts.length === 0) return;
    try {
      await this.applyTogether(facts);
    } catch {
      for (const fact of facts) await this.applyAlone(fact);
    }
    this.eventsApplied += facts.length;
    for (const { event, message } of facts) {
      if (event) this.cleared.delete(keyOf(message));
      else this.cleared.set(keyOf(message), message);
    }
  }

  private isInTurn(message: DeliveredMessage): boolean {
    return this.follower.takes({ topic: message.topic, key: message.key, sequence: sequenceOf(message) });
  }

  private async applyAlone(fact: Fact): Promise<void> {
    try {
      await this.applyTogether([fact]);
    } catch (error) {
      this.note(fact.message, nameOf(error));
    }
  }

  private async applyTogether(facts: readonly Fact[]): Promise<void> {
    const notes: (() => void)[] = [];
    await this.savepoint(async (sql) => {
      for (const run of runsOf(this.options.copy, facts)) {
        if ('cleared' in run) await this.forget(sql, run.cleared);
        else notes.push(await this.write(sql, run.events));
      }
    });
    for (const note of notes) note();
  }

  /** @returns what to remember when the write is not undone */
  private async write(sql: EntityManager, events: Run): Promise<() => void> {
    const { rows, incomplete } = await writeCopy(this.options.copy, sql, events);
    return () => {
      for (const event of incomplete) this.incomplete.set(subjectOf(event), event);
      if (rows > 0) for (const event of events) this.incomplete.delete(subjectOf(event));
    };
  }

  /** Asks the owner as the live consumer does, in the transaction that puts the new copy in its place. */
  private async ask(sql: EntityManager): Promise<void> {
    const { copy, service, clock } = this.options;
    const idsOf = new Map<string, string[]>();
    for (const { institutionOid, key } of this.incomplete.values()) {
      idsOf.set(institutionOid, [...(idsOf.get(institutionOid) ?? []), key]);
    }
    for (const [institutionOid, ids] of idsOf) {
      for (let start = 0; start < ids.length; start += LIMITS.idsOfAQuestion) {
        const asked = question(copy, institutionOid, ids.slice(start, start + LIMITS.idsOfAQuestion));
        await appendBeside(sql, [asked], { source: service, now: clock.now() });
      }
    }
  }

  private async forget(sql: EntityManager, { topic, key = '' }: DeliveredMessage): Promise<void> {
    await this.options.copy.forgets?.[topic]?.(sql, { key });
  }

  private read(message: DeliveredMessage, options: DecodeOptions): Fact[] {
    if (message.tombstone && message.key && this.options.copy.forgets?.[message.topic]) return [{ message }];
    if (this.isPassedOver(message)) return [];
    const decoded = decode(message, options);
    if ('event' in decoded) return this.concerns(decoded.event.name) ? [{ event: decoded.event, message }] : [];
    if (decoded.unreadable.code === 'wrong-partition') this.misplaced.push(message);
    else this.note(message, 'unreadable');
    return [];
  }

  /** As by the live consumer: a cleared key of a compacted topic, a version that is not known here yet. */
  private isPassedOver(message: DeliveredMessage): boolean {
    const topic = topicsOf(this.options.copy).find(({ name }) => name === message.topic);
    return (message.tombstone === true && topic?.config['cleanup.policy'] === 'compact') || isOfNewerVersion(message);
  }

  private concerns(name: EventName): boolean {
    return this.options.copy.writers[name] !== undefined;
  }

  private note({ topic, partition, offset }: DeliveredMessage, why: string): void {
    this.undigested.push({ topic, partition, offset, why });
  }

  private async savepoint(work: (sql: EntityManager) => Promise<void>): Promise<void> {
    const { runner } = this.options;
    await runner.query('SAVEPOINT events');
    try {
      await work(runner.manager);
      await runner.query('RELEASE SAVEPOINT events');
    } catch (error) {
      await runner.query('ROLLBACK TO SAVEPOINT events');
      throw error;
    }
  }
}

type Run = readonly [ReceivedEvent, ...ReceivedEvent[]];

/** Facts in their order, gathered as the live consumer does: those that are written together, each other one alone. */
function runsOf(
  copy: CopyDeclaration,
  facts: readonly Fact[],
): ({ readonly events: Run } | { readonly cleared: DeliveredMessage })[] {
  const runs: ({ events: [ReceivedEvent, ...ReceivedEvent[]] } | { cleared: DeliveredMessage })[] = [];
  for (const { event, message } of facts) {
    const last = runs.at(-1);
    if (!event) runs.push({ cleared: message });
    else if (last && 'events' in last && last.events[0].name === event.name && takesMany(copy, event.name))
      last.events.push(event);
    else runs.push({ events: [event] });
  }
  return runs;
}

function subjectOf({ institutionOid, key }: ReceivedEvent): string {
  return `${institutionOid} ${key}`;
}

/** An event, or without one a cleared key. */
interface Fact {
  readonly event?: ReceivedEvent;
  readonly message: DeliveredMessage;
}

function keyOf({ topic, key = '' }: DeliveredMessage): string {
  return `${topic} ${key}`;
}

function isBefore(message: DeliveredMessage, offsets: Offsets): boolean {
  return BigInt(message.offset) < (offsets.get(place(message)) ?? 0n);
}

async function inTransaction<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
  await runner.startTransaction('READ COMMITTED');
  try {
    const result = await work();
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}
