import type { Time } from '../../src/time.js';

/** A process of the model. Its death is that it never gets a turn again: everything it does needs one. */
export interface Living {
  readonly alive: boolean;
}

const STEP_MS = 100;

interface Task {
  readonly of: Living | undefined;
  readonly go: () => void;
}

interface Sleeper extends Task {
  readonly at: number;
}

/**
 * Who comes next, and what time it is. Every step of every process to the outside (a statement, a batch, a report)
 * waits here for its turn, and the turns go by the choices of the run: the same choices, the same course of events. Time
 * passes only when no process can do anything, so that no wait takes any.
 */
export class Turns {
  now = 0;
  taken = 0;
  private readonly ready: Task[] = [];
  private sleepers: Sleeper[] = [];

  /** @param choices who of those that are ready comes next, over and over; the one who waits longest when empty */
  constructor(private readonly choices: readonly number[]) {}

  /** Resolves when it is that process's turn. */
  turn(of?: Living): Promise<void> {
    return new Promise((resolve) => {
      if (!isDead(of)) this.ready.push({ of, go: resolve });
    });
  }

  timeOf(of?: Living): Time {
    return { now: () => this.now, wait: (ms, signal) => this.sleep(of, ms, signal) };
  }

  /** Those that are ready go on, one after the other, at most so many turns. */
  async go(turns: number): Promise<void> {
    for (let n = 0; n < turns && (await this.next()); n++);
  }

  /** Until no process can do anything before time passes; at most so many turns. */
  async untilIdle(turns: number): Promise<boolean> {
    for (let n = 0; n < turns; n++) {
      if (!(await this.oneTurn())) return true;
    }
    return false;
  }

  /** The next process that waits for a time to come. @returns false when none waits */
  async passTime(): Promise<boolean> {
    this.sleepers = this.sleepers.filter(({ of }) => !isDead(of));
    const [first, ...rest] = this.sleepers.sort((a, b) => a.at - b.at);
    if (!first) return false;
    this.sleepers = rest;
    this.now = Math.max(this.now, first.at);
    first.go();
    await settled();
    return true;
  }

  private async next(): Promise<boolean> {
    return (await this.oneTurn()) || this.passTime();
  }

  private async oneTurn(): Promise<boolean> {
    while (this.ready.length > 0) {
      const choice = this.choices[this.taken % Math.max(1, this.choices.length)] ?? 0;
      const [task] = this.ready.splice(choice % this.ready.length, 1);
      if (!task || isDead(task.of)) continue;
      this.taken++;
      task.go();
      await settled();
      return true;
    }
    return false;
  }

  private sleep(of: Living | undefined, ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (isDead(of)) return;
      if (signal?.aborted) return reject(new Error('aborted'));
      const sleeper: Sleeper = { of, at: this.now + wholeSteps(ms), go: resolve };
      this.sleepers.push(sleeper);
      const wake = () => {
        this.sleepers = this.sleepers.filter((one) => one !== sleeper);
        if (!isDead(of)) reject(new Error('aborted'));
      };
      signal?.addEventListener('abort', wake, { once: true });
    });
  }
}

/** Waits of random length become equal, or the same choices would not be the same course of events. */
function wholeSteps(ms: number): number {
  return Math.max(1, Math.ceil(ms / STEP_MS)) * STEP_MS;
}

function isDead(one: Living | undefined): boolean {
  return one?.alive === false;
}

/** Everything that follows without another turn has happened when the event loop comes round. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
