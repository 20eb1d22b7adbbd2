import type pg from 'pg';
import type { Section } from '../../../libs/messaging/bench/measuring.js';
import type { BenchGround } from '../../../scripts/bench/benchmark.js';
import type { BenchService } from '../../../scripts/bench/service.js';
import { loadDemoServiceUsers } from '../../../scripts/launcher/demo-service-users.js';
import { copyInto, fill } from './fill.js';
import { type GrowthSize, measureGrowth } from './growth.js';
import { measureReplay } from './replay.js';
import { createHandTables, HAND, OTHER, poolOf, SERVICE, SMALL } from './schemas.js';
import { measureSearch, type SearchSize } from './search.js';
import { ofAnotherBuild, ofThisBuild, startIssuer } from './service.js';
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
  transfers: { operations: 1000, rounds: 2 },
  search: { searches: 100, rounds: 1 },
  growth: { events: 800, rounds: 1 },
  replayed: 2000,
};

interface Loaded {
  /** The service of another build. */
  readonly other: Other | null;
  readonly service: pg.Pool;
  readonly hand: pg.Pool;
  readonly small: pg.Pool;
}

interface Other {
  readonly programs: BenchService;
  readonly sql: pg.Pool;
}

/** Loads the study rights and measures part after part on the same broker and database. */
export async function benchStudyRights(
  ground: BenchGround,
  size: BenchSize,
  parts: readonly Part[],
  running: <T>(part: Part, work: () => Promise<T>) => Promise<T>,
): Promise<Section[]> {
  const url = ground.addresses.databaseUrls['study-rights'];
  const programs = ofThisBuild(ground);
  const other = await otherOf(ground);
  const pools = { service: poolOf(url, SERVICE), hand: poolOf(url, HAND), small: poolOf(url, SMALL), other };
  try {
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
      const sides = [{ what: 'this build', programs, schema: SERVICE, sql: pools.service }];
      if (other !== null) sides.push({ what: 'the other build', schema: OTHER, ...other });
      sections.push(await running('replay', () => measureReplay(ground, sides, replay)));
    }
    return sections;
  } finally {
    const all = [pools.service, pools.hand, pools.small, other?.sql];
    await Promise.all(all.map((pool) => pool?.end()));
  }
}

async function otherOf(ground: BenchGround): Promise<Other | null> {
  if (ground.otherBuild === undefined) return null;
  const programs = await ofAnotherBuild(ground, ground.otherBuild);
  const url = new URL(programs.databaseUrl);
  url.searchParams.set('options', `-c search_path=${OTHER}`);
  await loadDemoServiceUsers(url.toString());
  return { programs, sql: poolOf(programs.databaseUrl, OTHER) };
}

async function load(pools: Loaded, programs: BenchService, url: string, { rows, fewRows }: BenchSize): Promise<void> {
  await loadDemoServiceUsers(url);
  await createHandTables(pools.service);
  await fill(pools.service, rows);
  await copyInto(pools.service, SERVICE, HAND);
  if (pools.other !== null) await fill(pools.other.sql, rows);
  await pools.service.query(`CREATE SCHEMA ${SMALL}`);
  await programs.migrate(SMALL);
  await fill(pools.small, fewRows);
}

/** The parts in which the service answers over HTTP and the same is done by hand. */
async function besideByHand(
  ground: BenchGround,
  programs: BenchService,
  { service, hand, other }: Loaded,
  size: BenchSize,
  parts: readonly Part[],
  running: <T>(part: Part, work: () => Promise<T>) => Promise<T>,
): Promise<Section[]> {
  const processes = [await startIssuer(ground), await programs.start(SERVICE)];
  if (other !== null) processes.push(await other.programs.start(OTHER));
  try {
    const sides = {
      ...{ serviceUrl: programs.url, service, hand, loaded: size.rows },
      other: other && { serviceUrl: other.programs.url, sql: other.sql },
    };
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
