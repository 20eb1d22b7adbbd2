import type { DataSource } from 'typeorm';
import type { LetterObserver } from '../ports.js';

const EVERY_MS = 10_000;
/** More are counted as this many: the alarm rings anyway, and counting stays cheap. */
const MOST = 10_000;

const COUNT = `
  SELECT (SELECT count(*)::int FROM (SELECT FROM dead_letter WHERE state = 'open' LIMIT ${MOST}) AS d) AS open,
         (SELECT count(*)::int FROM (SELECT FROM parked_key LIMIT ${MOST}) AS p) AS "parkedKeys"`;

/** Counts open letters and parked keys every ten seconds. Every replica does, so that the alarm needs no leader. */
export class LetterCounts {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly observer: LetterObserver,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.count(), EVERY_MS);
    this.timer.unref();
    void this.count();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** While the database is away the counts stay what they were. */
  private async count(): Promise<void> {
    try {
      const [counts] = await this.dataSource.query<{ open: number; parkedKeys: number }[]>(COUNT);
      if (counts) this.observer.counted(counts);
    } catch {
      return;
    }
  }
}
