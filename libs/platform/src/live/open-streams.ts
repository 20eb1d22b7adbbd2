import { ProblemError } from '../errors/problem.js';
import { metrics } from '../metrics/metrics.js';
import { HintStream } from './hint-stream.js';

/** Streams of one process. A browser has one, whatever its tabs. */
const MOST = 2_000;
const MOST_PER_READER = 16;

const open = metrics.gauge({ name: 'live_streams_open', help: 'Streams of hints that readers hold open' });
const overflows = metrics.counter({
  name: 'live_streams_overflowed_total',
  help: 'Times that a reader took hints so slowly that they became one resync',
});

/** The streams of one process, each with what it is for. */
export class OpenStreams<T> {
  private readonly streams = new Map<HintStream, { readonly reader: string; readonly of: T }>();
  private readonly perReader = new Map<string, number>();
  private stopped = false;

  /**
   * @param reader whose it is: one reader holds a few only
   * @throws ProblemError `platform/too-many-requests` for a reader with too many, `platform/unavailable` when the process has no room
   * or is stopping
   */
  open(reader: string, of: T): HintStream {
    if (this.stopped || this.streams.size >= MOST) throw new ProblemError('platform/unavailable');
    const held = this.perReader.get(reader) ?? 0;
    if (held >= MOST_PER_READER) throw new ProblemError('platform/too-many-requests');
    const stream = new HintStream(() => overflows.inc());
    this.perReader.set(reader, held + 1);
    this.streams.set(stream, { reader, of });
    open.set(this.streams.size);
    stream.once('close', () => this.forget(stream, reader));
    return stream;
  }

  get size(): number {
    return this.streams.size;
  }

  *[Symbol.iterator](): IterableIterator<readonly [HintStream, T]> {
    for (const [stream, { of }] of this.streams) yield [stream, of];
  }

  /** Everybody reads everything again. */
  resync(): void {
    for (const stream of this.streams.keys()) stream.resync();
  }

  /** Ends all of them and opens no more: a server does not close while one is open. */
  stop(): void {
    this.stopped = true;
    for (const stream of this.streams.keys()) stream.end();
  }

  private forget(stream: HintStream, reader: string): void {
    this.streams.delete(stream);
    const left = (this.perReader.get(reader) ?? 1) - 1;
    if (left > 0) this.perReader.set(reader, left);
    else this.perReader.delete(reader);
    open.set(this.streams.size);
  }
}
