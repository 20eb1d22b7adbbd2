import type { DataSource } from 'typeorm';
import type { ServiceName } from '#contracts';
import { type Actor, type Conditions, jobStates, metrics, ProblemError } from '#platform';
import { OUTBOX_GAUGES, outboxGauges } from '../relay/outbox-table.js';
import type { ServiceHealth } from './service-health-view.js';

/** How a service is. Holds no personal data, so that looking leaves no audit line, and a page may look again and again. */
export class ShowServiceHealth {
  constructor(
    private readonly service: ServiceName,
    private readonly dataSource: DataSource,
    private readonly conditions: Conditions,
  ) {}

  /** @throws ProblemError `platform/forbidden` for all but operators */
  async execute({ roles }: Pick<Actor, 'roles'>): Promise<ServiceHealth> {
    if (!roles.includes('OPERATOR')) throw new ProblemError('platform/forbidden');
    const [ready, live, outbox] = await Promise.all([
      this.conditions.readiness(),
      this.conditions.liveness(),
      this.outbox(),
    ]);
    return {
      service: this.service,
      components: [...ready, ...live].map(({ reason, ...found }) => ({ ...found, reason: reason ?? null })),
      outbox,
      ...(await measured()),
      jobs: await jobs(),
    };
  }

  /** From the database, because only the process that publishes measures it. */
  private async outbox(): Promise<ServiceHealth['outbox']> {
    try {
      const { waiting, ageSeconds, setAside } = outboxGauges(await this.dataSource.query(OUTBOX_GAUGES));
      return { waiting, oldestAgeSeconds: ageSeconds, setAside };
    } catch {
      return null;
    }
  }
}

/** What every process of a service measures, from its metrics. */
async function measured(): Promise<Pick<ServiceHealth, 'lag' | 'standingStill' | 'deadLetters' | 'drift'>> {
  const [lag, standing, open, parked, drift] = await Promise.all(
    [
      ...['consumer_lag_messages', 'partition_without_progress_seconds'],
      ...['dead_letters_open', 'parked_keys', 'copies_drifted_rows'],
    ].map((name) => metrics.valuesOf(name)),
  );
  return {
    lag: (lag ?? []).map(({ labels, value }) => ({ topic: String(labels['topic']), messages: value })),
    standingStill: (standing ?? []).map(({ labels: { topic, partition }, value }) => ({
      ...{ topic: String(topic), partition: Number(partition) },
      seconds: value,
    })),
    deadLetters: { open: open?.[0]?.value ?? 0, parkedKeys: parked?.[0]?.value ?? 0 },
    drift: (drift ?? []).map(({ labels, value }) => ({ copy: String(labels['copy']), rows: value })),
  };
}

async function jobs(): Promise<ServiceHealth['jobs']> {
  const putOff = new Map(
    (await metrics.valuesOf('job_put_off_rows')).map(({ labels, value }) => [labels['job'], value]),
  );
  return jobStates().map((job) => ({ ...job, rowsPutOff: putOff.get(job.name) ?? null }));
}
