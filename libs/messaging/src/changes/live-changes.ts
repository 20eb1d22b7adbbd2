import { type Actor, type HintStream, OpenStreams, type SqlRunner } from '#platform';
import { nameOf, type RelayLog } from '../relay/outbox-pump.js';
import type { Note, WatchedChanges } from './watched-changes.js';

/** Changes are gathered for so long: one question says for all of them who may read them. */
const GATHER_MS = 20;
/** Beyond so many everybody reads everything again. */
const MOST_GATHERED = 500;

/** Gives each reader of this process the hints of what they may read. */
export class LiveChanges {
  private readonly streams = new OpenStreams<Actor>();
  private gathered = new Map<string, Note>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly watched: WatchedChanges,
    private readonly sql: SqlRunner,
    private readonly log: RelayLog,
  ) {}

  /**
   * @param endsInMs when the reader's token ends, and the stream with it
   * @throws ProblemError `platform/too-many-requests`, `platform/unavailable`
   */
  open(reader: Actor, endsInMs: number): HintStream {
    const stream = this.streams.open(`${reader.institutionOid} ${reader.personId}`, reader);
    const end = setTimeout(() => stream.end(), endsInMs).unref();
    stream.once('close', () => clearTimeout(end));
    return stream;
  }

  received(note: Note): void {
    if (this.streams.size === 0) return;
    const { institutionOid, hint } = note;
    this.gathered.set(`${institutionOid} ${hint.kind} ${hint.id ?? ''}`, note);
    this.timer ??= setTimeout(() => void this.pass(), GATHER_MS);
  }

  /** Notes may have been lost. */
  gap(): void {
    this.streams.resync();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.streams.stop();
  }

  private async pass(): Promise<void> {
    const notes = [...this.gathered.values()];
    this.gathered = new Map();
    this.timer = undefined;
    if (notes.length > MOST_GATHERED) return this.gap();
    try {
      const readers = await this.watched.readers(this.sql, notes);
      for (const [stream, reader] of this.streams) {
        notes.forEach(({ hint }, index) => {
          if (readers[index]?.(reader)) stream.hint(hint);
        });
      }
    } catch (error) {
      this.log.warn({ msg: 'it cannot be found out who may read what has changed', error: nameOf(error) });
      this.gap();
    }
  }
}
