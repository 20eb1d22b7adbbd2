import type { Clock } from '#platform';
import type { Transaction, UnitOfWork } from '../unit-of-work.js';
import { type DigestSource, eachPage } from './digest-source.js';

export interface ReconcileScheduleOptions {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly digests: readonly DigestSource[];
  readonly copies: readonly string[];
  readonly everyMinutes: number;
  readonly log: { warn(line: object): void; error(line: object): void };
  readonly drifted: (copy: string, rows: number) => void;
}

/** How often each process looks whether digests are due, and how much has drifted, ms. */
const TICK_MS = 5000;

/** Publishes digests when they are due; of all processes of a service the one that gets the row does it. */
export class ReconcileSchedule {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(private readonly options: ReconcileScheduleOptions) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running ??= this.tick().finally(() => (this.running = undefined));
    }, TICK_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async tick(): Promise<void> {
    const { unitOfWork, digests, log } = this.options;
    try {
      if (digests.length > 0) await unitOfWork.run((tx) => this.publishIfDue(tx));
      await this.countDrift();
    } catch (error) {
      // The name and code only: a message may quote values.
      const { name, code } = error as { name?: string; code?: string };
      log.error({ msg: 'reconciliation failed, tries again', error: name, code });
    }
  }

  private async publishIfDue(tx: Transaction): Promise<void> {
    const { clock, digests, everyMinutes } = this.options;
    const moment = clock.now();
    const dueSince = everyMinutes > 0 ? new Date(moment.getTime() - everyMinutes * 60_000) : new Date(0);
    const rows = await tx.sql.query<unknown[]>(
      `SELECT FROM digest_run WHERE due OR last_run_at <= $1 FOR UPDATE SKIP LOCKED`,
      [dueSince],
    );
    if (rows.length === 0) return;
    for (const source of digests) {
      await eachPage(tx.sql, source, moment, (page) => tx.append(source.event(page, moment)));
    }
    await tx.sql.query(`UPDATE digest_run SET last_run_at = $1, due = false`, [moment]);
  }

  private async countDrift(): Promise<void> {
    const { unitOfWork, copies, drifted } = this.options;
    if (copies.length === 0) return;
    const rows = await unitOfWork.read((sql) =>
      sql.query<{ copy: string; rows: number }[]>(
        `SELECT copy, count(*)::int AS rows FROM drift WHERE confirmed_at IS NOT NULL GROUP BY copy`,
      ),
    );
    for (const copy of copies) drifted(copy, rows.find((row) => row.copy === copy)?.rows ?? 0);
  }
}
