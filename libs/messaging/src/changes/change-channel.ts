import pg from 'pg';
import { hint } from '#platform';
import { nameOf, type RelayLog } from '../relay/outbox-pump.js';
import type { Note } from './watched-changes.js';

const CONNECT_MS = 5_000;
const QUERY_MS = 6_000;
/** A connection that hangs shows itself by this question. */
const BEAT_MS = 10_000;
const AGAIN_MS = 1_000;
/** Things that have changed and wait to be sent; beyond that readers read everything again. */
const MOST_WAITING = 1_000;
/** What is sent when notes may have been lost. */
const GAP = '';

/** What it carries is of the moment: a crash of the server may lose it. */
const SESSION = 'SET synchronous_commit = off; LISTEN changes';
const SEND = `SELECT pg_notify('changes', note) FROM unnest($1::text[]) AS note`;

export interface ChannelOptions {
  readonly databaseUrl: string;
  readonly applicationName: string;
  readonly log: RelayLog;
  readonly received: (note: Note) => void;
  /** Notes may have been lost, by this process or another. */
  readonly gap: () => void;
}

/**
 * Carries notes to every process of a service, this one included, by PostgreSQL's LISTEN and NOTIFY on one session. Notes are sent
 * after the commit of the change, not within it: NOTIFY holds a lock over the whole server from then to the end of the
 * commit, which would put all commits in a row (docs/adr/0045). What is lost by that shows as a gap: a process that comes, or comes back
 * to the database, says so to all.
 */
export class ChangeChannel {
  private client: pg.Client | undefined;
  private beat: NodeJS.Timeout | undefined;
  private again: NodeJS.Timeout | undefined;
  private readonly waiting = new Map<string, string>();
  private sending = false;
  private stopped = false;

  constructor(private readonly options: ChannelOptions) {}

  /** Connects, and stays connected until it is stopped. */
  start(): void {
    void this.connect();
  }

  /** Sends notes soon. While the database is away they are lost; all read again when it is back. */
  send(notes: readonly Note[]): void {
    if (notes.length === 0 || !this.client) return;
    for (const { institutionOid, hint: changed } of notes) {
      const { kind, id = null } = changed;
      this.waiting.set(JSON.stringify([institutionOid, kind, id]), JSON.stringify({ institutionOid, hint: changed }));
    }
    if (this.waiting.size > MOST_WAITING) {
      this.waiting.clear();
      this.waiting.set(GAP, GAP);
    }
    void this.flush();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.again);
    await this.hangUp(this.client);
  }

  private async connect(): Promise<void> {
    const { databaseUrl, applicationName, log, gap } = this.options;
    const client = new pg.Client({
      connectionString: databaseUrl,
      ...{ application_name: applicationName, connectionTimeoutMillis: CONNECT_MS, query_timeout: QUERY_MS },
      ...{ keepAlive: true, keepAliveInitialDelayMillis: 5_000 },
    });
    client.on('notification', ({ payload = GAP }) => this.take(payload));
    client.on('error', () => undefined);
    client.once('end', () => void this.lost(client));
    try {
      await client.connect();
      await client.query(SESSION);
      if (this.stopped) return await this.hangUp(client);
      this.client = client;
      this.beat = setInterval(() => void client.query('SELECT 1').catch(() => this.hangUp(client)), BEAT_MS).unref();
      gap();
      this.waiting.set(GAP, GAP);
      await this.flush();
    } catch (error) {
      log.warn({ msg: 'changes cannot be listened to; trying again', error: nameOf(error) });
      await this.hangUp(client);
    }
  }

  private async flush(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      while (this.waiting.size > 0 && this.client) {
        const notes = [...this.waiting.values()];
        this.waiting.clear();
        await this.client.query(SEND, [notes]);
      }
    } catch {
      // A session that does not take a note is of no use; the next one says that there is a gap.
      await this.hangUp(this.client);
    } finally {
      this.sending = false;
    }
  }

  private take(payload: string): void {
    const note = payload === GAP ? undefined : readNote(payload);
    if (note) this.options.received(note);
    else this.options.gap();
  }

  private lost(client: pg.Client): void {
    if (client === this.client) {
      this.client = undefined;
      this.waiting.clear();
    }
    clearInterval(this.beat);
    if (!this.stopped) this.again = setTimeout(() => void this.connect(), AGAIN_MS);
  }

  private async hangUp(client: pg.Client | undefined): Promise<void> {
    if (!client) return;
    const { stream } = client.connection;
    const patience = setTimeout(() => stream.destroy(), 1_000);
    await client.end().catch(() => undefined);
    clearTimeout(patience);
  }
}

/** A release may send what another does not know: then everything is read again. */
function readNote(payload: string): Note | undefined {
  try {
    const { institutionOid, hint: changed } = JSON.parse(payload) as { institutionOid: string; hint: unknown };
    const read = hint.safeParse(changed);
    return read.success ? { institutionOid, hint: read.data } : undefined;
  } catch {
    return undefined;
  }
}
