import type pg from 'pg';
import { isDeepStrictEqual } from 'node:util';
import { median, type Section, whole } from '../../../libs/messaging/bench/measuring.js';
import type { BenchGround } from '../../../scripts/bench/benchmark.js';
import { effectsOf, expectedEffects, publishRun, secondsFor } from './inbound.js';
import type { BenchService } from '../../../scripts/bench/service.js';

export interface GrowthSize {
  /** Events in one round. */
  readonly events: number;
  readonly rounds: number;
}

/** One size of the database of the service. */
export interface SizedSchema {
  readonly schema: string;
  readonly rows: number;
  readonly sql: pg.Pool;
}

const SLOWEST_PER_SECOND = 20;
const AT_MOST = 1.1;

/** What an inbound event costs, by the number of study rights that lie there already. */
export async function measureGrowth(
  { addresses, signal }: BenchGround,
  programs: BenchService,
  schemas: readonly SizedSchema[],
  { events, rounds }: GrowthSize,
): Promise<Section> {
  const costs = schemas.map(({ rows }) => ({ rows, micros: [] as number[] }));
  // The first round warms up. The sizes take turns, so that other work of the machine affects all of them alike.
  for (let round = 0; round <= rounds; round++) {
    for (const [n, { schema, sql }] of schemas.entries()) {
      signal.throwIfAborted();
      const run = await publishRun(addresses.kafkaBrokers, events);
      const service = await programs.start(schema);
      try {
        const timed = await secondsFor(sql, run, 0.2, (run.events / SLOWEST_PER_SECOND) * 1000);
        if (round > 0) costs[n]?.micros.push((timed.seconds / timed.events) * 1e6);
      } finally {
        await service.stop();
      }
      const [effects, expected] = [await effectsOf(sql, run), expectedEffects(run)];
      const kept = Object.keys(expected).filter((what) => !what.endsWith('to the outside'));
      if (!kept.every((what) => isDeepStrictEqual(effects[what], expected[what])))
        throw new Error(`Not as expected: ${JSON.stringify(effects)}, but ${JSON.stringify(expected)}`);
    }
  }
  const [smallest, ...larger] = costs.map(({ micros }) => median(micros));
  return {
    title: 'Growth',
    how:
      `So many study rights with their histories lie in two databases of the service. A backlog of ${whole(events)} inbound ` +
      'transfers (as in the replay) is worked off by a process of the service, again and again, the sizes in turn; the cost ' +
      'is that of an event after the first fifth of the backlog. The rows grow by a quarter of the events with each round.',
    columns: ['study rights', 'µs per event (median)', 'lowest – highest'],
    rows: costs.map(({ rows, micros }) => [
      whole(rows),
      whole(median(micros)),
      `${whole(Math.min(...micros))} – ${whole(Math.max(...micros))}`,
    ]),
    goals: [
      {
        what: `cost per event at ${costs
          .slice(1)
          .map(({ rows }) => whole(rows))
          .join(', ')} rows / at ${whole(costs[0]?.rows ?? 0)}`,
        value: Math.max(...larger) / (smallest ?? NaN),
        unit: '×',
        atMost: AT_MOST,
      },
    ],
    checked: ['Each event had its effect exactly once, at every size.'],
  };
}
