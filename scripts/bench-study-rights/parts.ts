import type pg from 'pg';
import type { Section } from '../../libs/messaging/bench/measuring.js';
import type { BenchGround } from '../bench/benchmark.js';
import { loadDemoServiceUsers } from '../launcher/demo-service-users.js';
import { copyInto, fill } from './fill.js';
import { type GrowthSize, measureGrowth } from './growth.js';
import { measureReplay } from './replay.js';
import { createHandTables, HAND, poolOf, SERVICE, SMALL } from './schemas.js';
import { measureSearch, type SearchSize } from './search.js';
import { BenchPrograms } from './service.js';
import { measureTransfers, type TransfersSize } from './transfers.js';

export const PARTS = ['search', 'transfers', 'growth', 'replay'] as const;
export type Part = (typeof PARTS)[number];

export interface BenchSize {
  /** Study rights loaded before anything is measured. */
  readonly rows: number;
  /** The same for the small database of the growth. */
  readonly fewRows: number;
  readonly transfers: TransfersSize;
  readonly search: SearchSize;
  readonly growth: GrowthSize;
  readonly replayed: number;
}

/** About half an hour on two cores. */
export const FULL: BenchSize = {
  rows: 350_000,
  fewRows: 10_000,
  transfers: { operations: 2000, rounds: 5 },
  search: { searches: 1000, rounds: 3 },
  growth: { events: 8000, rounds: 3 },
  replayed: 200_000,
};

/** Less than two minutes, to see whether everything works: the figures are rough. */
export const QUICK: BenchSize = {
  rows: 8000,
  fewRows: 1000,
  transfers: { operations: 200, rounds: 1 },
  search: { searches: 100, rounds: 1 },
  growth: { events: 800, rounds: 1 },
  replayed: 2000,
};

interface Loaded {
  readonly service: pg.Pool;
  readonly hand: pg.Pool;
  readonly small: pg.Pool;
}

/** Loads the study rights and measures part after part on the same broker and database. */
export async function benchStudyRights(
  ground: BenchGround,
  size: BenchSize,
  parts: readonly Part[],
  running: <T>(part: Part, work: () => Promise<T>) => Promise<T>,
): Promise<Section[]> {
  const url = ground.addresses.databaseUrls['study-rights'];
  const pools = { service: poolOf(url, SERVICE), hand: poolOf(url, HAND), small: poolOf(url, SMALL) };
  try {
    const programs = new BenchPrograms(ground);
    await ground.steps.run('Study rights loaded', () => load(pools, programs, url, size));
    const sections: Section[] = [];
    // Search comes first: then both sides hold the very same study rights.
    const compared = parts.filter((part) => part === 'transfers' || part === 'search');
    if (compared.length > 0) sections.push(...(await besideByHand(ground, programs, pools, size, compared, running)));
    if (parts.includes('growth')) {
      const schemas = [
        { schema: SMALL, rows: size.fewRows, sql: pools.small },
        { schema: SERVICE, rows: size.rows, sql: pools.service },
      ];
      sections.push(await running('growth', () => measureGrowth(ground, programs, schemas, size.growth)));
    }
    if (parts.includes('replay')) {
      const replay = { events: size.replayed, loaded: size.rows };
      sections.push(await running('replay', () => measureReplay(ground, programs, pools.service, replay)));
    }
    return sections;
  } finally {
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
  }
}

async function load(pools: Loaded, programs: BenchPrograms, url: string, { rows, fewRows }: BenchSize): Promise<void> {
  await loadDemoServiceUsers(url);
  await createHandTables(pools.service);
  await fill(pools.service, rows);
  await copyInto(pools.service, SERVICE, HAND);
  await pools.service.query(`CREATE SCHEMA ${SMALL}`);
  await programs.migrate(SMALL);
  await fill(pools.small, fewRows);
}

/** The parts in which the service answers over HTTP and the same is done by hand. */
async function besideByHand(
  ground: BenchGround,
  programs: BenchPrograms,
  { service, hand }: Loaded,
  size: BenchSize,
  parts: readonly Part[],
  running: <T>(part: Part, work: () => Promise<T>) => Promise<T>,
): Promise<Section[]> {
  const processes = [await programs.startIssuer(), await programs.startService(SERVICE)];
  try {
    const sides = { serviceUrl: ground.addresses.serviceUrls['study-rights'], service, hand, loaded: size.rows };
    const sections: Section[] = [];
    for (const part of parts) {
      sections.push(
        await running(part, () =>
          part === 'search' ? measureSearch(sides, size.search) : measureTransfers(sides, size.transfers),
        ),
      );
    }
    return sections;
  } finally {
    for (const process of processes.reverse()) await process.stop();
  }
}
