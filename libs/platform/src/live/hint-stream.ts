import { Readable } from 'node:stream';
import type { Hint } from './hint.js';

/** In ms. */
const TIMES = {
  /** A proxy between us and the reader ends what is silent for longer; the gateway's own limit is 30 s. */
  commentEvery: 15_000,
  /** A reader that has taken nothing for so long is gone, or as good as. */
  patience: 60_000,
};
/** Hints that wait for a reader; with more of them it has to read everything again anyway. */
const MOST_WAITING = 100;

/** When a browser comes back after a cut, in ms: not all of them at once. */
const RETRY_FROM_MS = 1_000;
const RETRY_SPREAD_MS = 2_000;

/**
 * Hints on their way to one reader, as server-sent events. A thing that changes twice before the reader takes the first hint is one
 * hint. For a reader that is too slow all of them become one `resync`: read everything again.
 */
export class HintStream extends Readable {
  private readonly waiting = new Map<string, string>();
  private readonly timer: NodeJS.Timeout;
  private takes = true;
  private stuckSince: number | undefined;

  /** @param overflowed called when hints are given up for a `resync` */
  constructor(
    private readonly overflowed: () => void = () => undefined,
    private readonly times = TIMES,
  ) {
    super({ highWaterMark: 4_096 });
    this.timer = setInterval(() => this.beat(), times.commentEvery).unref();
    this.write(`retry: ${Math.round(RETRY_FROM_MS + Math.random() * RETRY_SPREAD_MS)}\n: open\n\n`);
  }

  hint(changed: Hint): void {
    const { kind, id = '' } = changed;
    if (this.waiting.has('resync')) return;
    this.waiting.set(`${kind} ${id}`, `data: ${JSON.stringify(changed)}\n\n`);
    if (this.waiting.size > MOST_WAITING) {
      this.overflowed();
      this.resync();
    } else this.pass();
  }

  /** Everything may have changed. */
  resync(): void {
    this.waiting.clear();
    this.waiting.set('resync', 'event: resync\ndata: {}\n\n');
    this.pass();
  }

  /** Ends it in order: what waits is still sent. Emits `ending`. */
  end(): void {
    if (this.readableEnded || this.destroyed) return;
    clearInterval(this.timer);
    this.emit('ending');
    for (const text of this.waiting.values()) this.push(text);
    this.waiting.clear();
    this.push(null);
  }

  override _read(): void {
    this.takes = true;
    this.stuckSince = undefined;
    this.pass();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearInterval(this.timer);
    this.waiting.clear();
    done(error);
  }

  private pass(): void {
    for (const [key, text] of this.waiting) {
      if (!this.takes) return;
      this.waiting.delete(key);
      this.write(text);
    }
  }

  private write(text: string): void {
    this.takes = this.push(text);
    if (!this.takes) this.stuckSince ??= performance.now();
  }

  private beat(): void {
    if (this.takes) this.write(':\n\n');
    else if (performance.now() - (this.stuckSince ?? 0) > this.times.patience) this.destroy();
  }
}
