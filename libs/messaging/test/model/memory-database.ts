import type { DataSource, EntityManager } from 'typeorm';
import type { ServiceName } from '#contracts';
import { decode } from '../../src/cloud-events.js';
import type { DeadLetterReason } from '../../src/consumer/dead-letter.js';
import { holdsUpItsKey } from '../../src/consumer/failure-policy.js';
import { type Bookable, type Booking, type Inbox, type Receipt, runBooking } from '../../src/consumer/inbox.js';
import type { DeliveredMessage } from '../../src/ports.js';
import type { Leadership, LeadershipEvents, WaitingBatch, WaitingRow } from '../../src/relay/outbox-store.js';
import type { UnitOfWork } from '../../src/unit-of-work.js';

export interface OutboxRow {
  readonly seq: number;
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  published: boolean;
  attempts: number;
  setAside: string | undefined;
}

export interface LetterRow {
  readonly place: string;
  readonly key: string;
  readonly messageId: string | undefined;
  readonly failure: string;
}

/** A row of the service's own: a change that it made, or an effect that a message had. */
export interface OwnRow {
  readonly table: 'change' | 'effect';
  readonly key: string;
  readonly value: string;
}

/** Who uses a connection: gets its turns, and nothing any more once it is dead. */
export interface Client {
  turn(): Promise<void>;
}

interface Session {
  readonly client: Client;
  readonly events: LeadershipEvents;
}

/**
 * The tables of a service in memory, as its processes see them: transactions in READ COMMITTED that stand or fall as a
 * whole, unique keys on which the second waits for the first, numbers taken before the commit, one leader. Every
 * statement takes a turn. The conformance suite holds it against the tables in PostgreSQL.
 */
export class MemoryDatabase {
  readonly outbox: OutboxRow[] = [];
  readonly inbox = new Set<string>();
  readonly parked = new Map<string, string>();
  readonly letters: LetterRow[] = [];
  readonly own: OwnRow[] = [];
  /** Commits that stand although nobody gets the answer: the connection breaks at that moment. */
  answersToLose = 0;
  lostAnswers = 0;
  /** Commits that PostgreSQL refuses because of what others did meanwhile. */
  conflictsToCome = 0;
  conflicts = 0;
  /** Rows that were set aside. */
  setAside = 0;
  /** Statements that had to wait for another transaction. */
  waits = 0;
  away = false;
  private seq = 0;
  private readonly open = new Set<MemoryTransaction>();
  private readonly locks = new Map<string, MemoryTransaction>();
  private leader: Session | undefined;

  /** @param batch most rows that the relay reads in one go */
  constructor(readonly batch = 500) {}

  /** The database of one process. */
  connect(client: Client): DataSource {
    const dataSource = { createQueryRunner: () => this.runnerOf(client) };
    return dataSource as unknown as DataSource;
  }

  /** What TypeORM has for one connection, as far as a transaction needs it. */
  private runnerOf(client: Client): object {
    const tx = new MemoryTransaction(client);
    const manager = {} as EntityManager;
    const runner = {
      isReleased: false,
      manager,
      connect: async () => ({ query: (statement: string | OutboxInsert) => this.inTurn(tx, statement) }),
      query: () => Promise.reject(new Error('The database in memory knows no statements of TypeORM')),
      release: async () => this.end(tx),
    };
    transactions.set(Object.assign(manager, { queryRunner: runner }), { database: this, tx });
    return runner;
  }

  /** A connection works off what it is sent in that order; behind a failure it does nothing until the transaction is over. */
  private inTurn(tx: MemoryTransaction, statement: string | OutboxInsert): Promise<object> {
    const answer = tx.last.then(async () => {
      if (statement === 'ROLLBACK') this.end(tx);
      else if (!tx.failed) await this.work(tx, statement);
      else if (statement === 'COMMIT') this.end(tx);
      else throw Object.assign(new Error('current transaction is aborted'), { code: '25P02' });
      return { command: statement === 'COMMIT' && !tx.failed ? 'COMMIT' : 'ROLLBACK', rows: [] };
    });
    tx.last = answer.catch(() => (tx.failed = true));
    return answer;
  }

  private async work(tx: MemoryTransaction, statement: string | OutboxInsert): Promise<void> {
    if (typeof statement === 'string' && statement.startsWith('START TRANSACTION')) await this.statement(tx.client, tx);
    else if (statement === 'COMMIT') {
      for (let wait = tx.slowness; wait > 0; wait--) await tx.client.turn();
      await this.commit(tx);
    } else await insertIntoOutbox(this, tx, statement as OutboxInsert);
  }

  /** @returns undefined when another one leads */
  async lead(client: Client, events: LeadershipEvents): Promise<Leadership | undefined> {
    await this.statement(client);
    if (this.leader) return undefined;
    const session: Session = { client, events };
    this.leader = session;
    return {
      table: this.outboxOf(session),
      holds: () => this.leader === session,
      close: async () => {
        if (this.leader === session) this.leader = undefined;
      },
    };
  }

  notify(): void {
    if (!this.away) this.leader?.events.onNotify();
  }

  get isLed(): boolean {
    return this.leader !== undefined;
  }

  /** The lock is set free although the leader lives and may have a batch on its way. @returns false when nobody led */
  cutLeader(): boolean {
    const session = this.leader;
    this.leader = undefined;
    session?.events.onLost();
    return session !== undefined;
  }

  goAway(): void {
    this.away = true;
    for (const tx of this.open) this.end(tx);
    this.cutLeader();
  }

  comeBack(): void {
    this.away = false;
  }

  /** What a dead process held is set free. */
  forget(client: Client): void {
    for (const tx of this.open) if (tx.client === client) this.end(tx);
    if (this.leader?.client === client) this.leader = undefined;
  }

  /** An operator lets rows go that the broker refused (docs/runbooks/relay-stopped.md). */
  letGo(): void {
    for (const row of this.outbox) [row.setAside, row.attempts] = [undefined, 0];
  }

  /** @throws the error of a connection that is gone */
  async statement(client: Client, tx?: MemoryTransaction): Promise<void> {
    await client.turn();
    if (this.away || tx?.ended) throw connectionLost();
    if (tx) this.open.add(tx);
  }

  /** Waits until no other transaction holds it. */
  async lock(tx: MemoryTransaction, name: string): Promise<void> {
    for (let holder = this.locks.get(name); holder && holder !== tx; holder = this.locks.get(name)) {
      this.waits++;
      await holder.over;
      await this.statement(tx.client, tx);
    }
    this.locks.set(name, tx);
    tx.locks.add(name);
  }

  nextSeq(): number {
    return ++this.seq;
  }

  private async commit(tx: MemoryTransaction): Promise<void> {
    await this.statement(tx.client, tx);
    if (this.conflictsToCome > 0) {
      this.conflictsToCome--;
      this.conflicts++;
      throw Object.assign(new Error('could not serialize access'), { code: '40001' });
    }
    for (const write of tx.writes) write();
    this.end(tx);
    if (this.losesAnswer()) throw connectionLost();
    await tx.client.turn();
  }

  private losesAnswer(): boolean {
    if (this.answersToLose === 0) return false;
    this.answersToLose--;
    this.lostAnswers++;
    return true;
  }

  private end(tx: MemoryTransaction): void {
    if (tx.ended) return;
    tx.ended = true;
    this.open.delete(tx);
    for (const name of tx.locks) this.locks.delete(name);
    tx.resolveOver();
  }

  private outboxOf(session: Session): Leadership['table'] {
    const asLeader = async () => {
      await this.statement(session.client);
      if (this.leader !== session) throw connectionLost();
    };
    const rowOf = ({ seq }: WaitingRow) => this.outbox.find((row) => String(row.seq) === seq);
    return {
      waiting: async (inFlight = []) => {
        await asLeader();
        return this.waiting(inFlight);
      },
      mark: async (rows) => {
        await asLeader();
        for (const row of rows.map(rowOf)) if (row) row.published = true;
        if (!this.losesAnswer()) return;
        this.cutLeader();
        throw connectionLost();
      },
      countFailure: async (waitingRow, reason, limit) => {
        await asLeader();
        const row = rowOf(waitingRow);
        if (!row) return false;
        row.attempts++;
        row.setAside = row.attempts >= limit ? reason : undefined;
        if (row.setAside !== undefined) this.setAside++;
        return row.setAside !== undefined;
      },
      cleanUp: async () => false,
      gauges: async () => ({ waiting: 0, ageSeconds: 0, setAside: 0 }),
    };
  }

  private waiting(inFlight: readonly WaitingRow[]): WaitingBatch {
    const sent = new Set(inFlight.map(({ seq }) => seq));
    const blocked = new Set(this.outbox.filter((row) => row.setAside !== undefined).map(placeOf));
    const rows = this.outbox
      .filter((row) => !row.published && !sent.has(String(row.seq)) && !blocked.has(placeOf(row)))
      .sort((a, b) => a.seq - b.seq)
      .slice(0, this.batch);
    return {
      full: rows.length === this.batch,
      rows: rows.map(({ seq, topic, key, headers, body }) => ({
        seq: String(seq),
        message: { topic, key, headers, body },
      })),
    };
  }
}

class MemoryTransaction {
  ended = false;
  /** Turns between the last statement and the commit. */
  slowness = 0;
  /** What it was sent last, until that has been answered. */
  last: Promise<unknown> = Promise.resolve();
  failed = false;
  readonly writes: (() => void)[] = [];
  readonly bookedIn = new Set<string>();
  readonly locks = new Set<string>();
  resolveOver: () => void = () => undefined;
  readonly over = new Promise<void>((resolve) => (this.resolveOver = resolve));

  constructor(readonly client: Client) {}
}

const transactions = new WeakMap<EntityManager, { database: MemoryDatabase; tx: MemoryTransaction }>();

interface OutboxInsert {
  readonly name: string;
  readonly values: readonly unknown[][];
}

/** The statement of the unit of work on the outbox, known by its name. */
async function insertIntoOutbox(
  database: MemoryDatabase,
  tx: MemoryTransaction,
  { name, values }: OutboxInsert,
): Promise<void> {
  if (name !== 'outbox-insert') throw new Error(`The database in memory knows no statement ${name}`);
  await database.statement(tx.client, tx);
  const [, , keys = [], , bodies = [], topics = [], headers = []] = values;
  for (const place of new Set(keys.map((key, n) => `outbox ${String(topics[n])} ${String(key)}`).sort())) {
    await database.lock(tx, place);
  }
  for (const [n, key] of keys.entries()) {
    const row: OutboxRow = {
      ...{ seq: database.nextSeq(), topic: String(topics[n]), key: String(key), body: String(bodies[n]) },
      headers: JSON.parse(String(headers[n])) as Record<string, string>,
      ...{ published: false, attempts: 0, setAside: undefined },
    };
    tx.writes.push(() => void database.outbox.push(row));
  }
}

function transactionOf(sql: EntityManager) {
  const found = transactions.get(sql);
  if (!found) throw new Error('This is no transaction of a database in memory');
  return found;
}

/** Writes into a table of the service's own. */
export async function writeOwn(sql: EntityManager, row: OwnRow): Promise<void> {
  const { database, tx } = transactionOf(sql);
  await database.statement(tx.client, tx);
  tx.writes.push(() => void database.own.push(row));
}

/** Locks the row behind a key; its transactions follow one another from here on. */
export async function lockKey(sql: EntityManager, key: string): Promise<void> {
  const { database, tx } = transactionOf(sql);
  await database.statement(tx.client, tx);
  await database.lock(tx, `key ${key}`);
}

/** Lets so many turns pass before the commit: others overtake. */
export function commitSlowly(sql: EntityManager, turns: number): void {
  transactionOf(sql).tx.slowness = turns;
}

/** The inbox of one consumer in memory. */
export class MemoryInbox implements Inbox {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly consumer: ServiceName,
  ) {}

  run<T>(work: (booking: Booking) => Promise<T>): Promise<T> {
    return runBooking(this.unitOfWork, (...received) => this.receive(...received), work);
  }

  async recordDeadLetter(message: DeliveredMessage, reason: DeadLetterReason): Promise<void> {
    const decoded = decode(message);
    const letter: LetterRow = {
      place: `${this.consumer} ${message.topic}/${message.partition}/${message.offset}`,
      key: message.key ?? '',
      messageId: 'event' in decoded ? decoded.event.id : undefined,
      failure: reason.failure,
    };
    await this.unitOfWork.run(async ({ sql }) => {
      const { database, tx } = transactionOf(sql);
      await database.statement(tx.client, tx);
      tx.writes.push(() => {
        if (holdsUpItsKey(reason.failure)) this.parkIn(database, message.topic, letter.key, reason.failure);
        if (!database.letters.some(({ place }) => place === letter.place)) database.letters.push(letter);
      });
    });
  }

  private parkIn(database: MemoryDatabase, topic: string, key: string, reason: string): void {
    const place = placeOf({ topic, key });
    if (!database.parked.has(place)) database.parked.set(place, reason);
  }

  private async receive(
    sql: EntityManager,
    topic: string,
    events: readonly Bookable[],
    evenIfParked: boolean,
  ): Promise<Receipt[]> {
    const { database, tx } = transactionOf(sql);
    await database.statement(tx.client, tx);
    // What the statement sees of others is what was committed when it began; only a unique key looks at the present.
    const parked = new Set(evenIfParked ? [] : database.parked.keys());
    const seen = new Set(database.inbox);
    const receipts: Receipt[] = [];
    for (const { id, key } of events) {
      if (parked.has(placeOf({ topic, key }))) receipts.push(seen.has(id) || tx.bookedIn.has(id) ? 'seen' : 'parked');
      else receipts.push((await this.bookIn(database, tx, id)) ? 'new' : 'seen');
    }
    return receipts;
  }

  private async bookIn(database: MemoryDatabase, tx: MemoryTransaction, id: string): Promise<boolean> {
    if (tx.bookedIn.has(id)) return false;
    if (!database.inbox.has(id)) await database.lock(tx, `inbox ${id}`);
    if (database.inbox.has(id)) return false;
    tx.bookedIn.add(id);
    tx.writes.push(() => void database.inbox.add(id));
    return true;
  }
}

function placeOf({ topic, key }: { readonly topic: string; readonly key: string }): string {
  return `${topic}\n${key}`;
}

/** As the driver reports a connection that the server has closed. */
export function connectionLost(): Error {
  return Object.assign(new Error('Connection terminated unexpectedly'), { code: '57P01' });
}
