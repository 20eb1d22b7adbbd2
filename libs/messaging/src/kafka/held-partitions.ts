import type { Stretch, StuckPartitions } from '../stuck-partitions/stretch.js';

/** What operators see of what a consumer cannot read; see libs/messaging/src/metrics.ts. */
export interface HoldingObserver {
  /** Everything that is held up at the moment. */
  held(stretches: readonly Stretch[]): void;
  /** Crashes of the consumer in a row without a record in between. */
  crashes(inARow: number): void;
}

interface Held {
  readonly stretch: Stretch;
  readonly attempts: number;
  readonly timer: NodeJS.Timeout;
}

const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 300_000;
/** How often to check for a decision. */
const LOOK_MS = 2000;

/**
 * Partitions that one process holds up because the next batch cannot be read. Each is tried again after ever longer
 * pauses, since a new release or a mended broker may help, and at once when an operator has decided.
 */
export class HeldPartitions {
  private readonly places = new Map<string, Held>();

  constructor(
    private readonly record: StuckPartitions | undefined,
    private readonly observer: HoldingObserver | undefined,
    private readonly log: { warn(line: object): void },
  ) {}

  /** A sentence per partition that is held up. */
  get sentences(): string[] {
    return [...this.places.values()].map(({ stretch: { topic, partition, from, to, reason } }) => {
      return `${topic}/${partition} is held up at offset ${from} to ${to}: ${reason}`;
    });
  }

  /** Asks what to do with what cannot be read; while the database is away it is held. */
  async meet(stretch: Stretch): Promise<'hold' | 'step-over'> {
    const { topic, partition, from, to, reason } = stretch;
    const place = { topic, partition, from, to };
    let decision: 'hold' | 'step-over' = 'hold';
    try {
      decision = (await this.record?.meet(stretch)) ?? 'hold';
    } catch (error) {
      this.log.warn({
        msg: 'a stuck partition could not be recorded; trying again',
        error: String(error).slice(0, 200),
      });
    }
    if (decision === 'step-over') {
      this.forget(stretch);
      this.log.warn({ msg: 'records stepped over as decided', ...place, reason });
    } else this.log.warn({ msg: 'records cannot be read; their partition is held up', ...place, reason });
    return decision;
  }

  /** Holds a partition up until it is to be tried again. */
  hold(stretch: Stretch, resume: () => void): void {
    const where = placeOf(stretch);
    const before = this.places.get(where);
    clearInterval(before?.timer);
    const attempts = before?.stretch.from === stretch.from ? before.attempts + 1 : 1;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1));
    const until = Date.now() + pause;
    const timer = setInterval(() => void this.look(stretch, until, resume), LOOK_MS);
    timer.unref();
    this.places.set(where, { stretch, attempts, timer });
    this.report();
  }

  /** To be called when records of a partition were handed over: what was held before them is read, or stepped over. */
  async passed(topic: string, partition: number, offset: string): Promise<void> {
    const held = this.places.get(placeOf({ topic, partition }));
    if (!held || BigInt(offset) < BigInt(held.stretch.from)) return;
    this.forget(held.stretch);
    try {
      await this.record?.read(topic, partition, offset);
    } catch {
      // The row stays open; the stretch is not met any more and can still be stepped over.
    }
  }

  /** The process that has the partition now meets the stretch anew. */
  keepOnly(assigned: Readonly<Record<string, readonly number[]>>): void {
    for (const { stretch } of [...this.places.values()]) {
      if (!assigned[stretch.topic]?.includes(stretch.partition)) this.forget(stretch);
    }
  }

  stop(): void {
    for (const { stretch } of [...this.places.values()]) this.forget(stretch);
  }

  private async look(stretch: Stretch, until: number, resume: () => void): Promise<void> {
    const where = placeOf(stretch);
    const { timer } = this.places.get(where) ?? {};
    const decided = await Promise.resolve(this.record?.isDecided(stretch)).catch(() => false);
    if (this.places.get(where)?.timer !== timer || (!decided && Date.now() < until)) return;
    clearInterval(timer);
    resume();
  }

  private forget(place: { readonly topic: string; readonly partition: number }): void {
    clearInterval(this.places.get(placeOf(place))?.timer);
    this.places.delete(placeOf(place));
    this.report();
  }

  private report(): void {
    this.observer?.held([...this.places.values()].map(({ stretch }) => stretch));
  }
}

function placeOf({ topic, partition }: { readonly topic: string; readonly partition: number }): string {
  return `${topic}/${partition}`;
}
