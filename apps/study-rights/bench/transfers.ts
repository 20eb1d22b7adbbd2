import type pg from 'pg';
import type { Section } from '../../../libs/messaging/bench/measuring.js';
import { range, round } from '../../../scripts/bench/round.js';
import { ask } from '../../../scripts/bench/service.js';
import { addHokses } from './fill.js';
import { HandWritten } from './hand-written.js';
import { NAMES, payloadOf, rowOf } from './rows.js';
import { rowsIn } from './schemas.js';
import { type Compared, COMPARED_COLUMNS, comparedRow, ratioGoals } from './workload.js';

export interface TransfersSize {
  /** Operations of one kind in one round. */
  readonly operations: number;
  readonly rounds: number;
}

/** What the comparison runs on; both sides hold the same rows. */
export interface Sides {
  readonly serviceUrl: string;
  readonly service: pg.Pool;
  readonly hand: pg.Pool;
  /** The service of another build and its database. */
  readonly other: { readonly serviceUrl: string; readonly sql: pg.Pool } | null;
  /** Study rights loaded on each side, numbered from 0. */
  readonly loaded: number;
}

/** The main user may transfer and invalidate for every institution. */
const MAIN_USER = `Basic ${Buffer.from('paakayttaja:paakayttaja').toString('base64')}`;
/** Every fifth invalidation meets a HOKS and is refused. */
const HOKS_EVERY = 5;
const OPERATIONS = ['transfer create', 'transfer update', 'identical transfer', 'guarded invalidation'] as const;
type Operation = (typeof OPERATIONS)[number];

export async function measureTransfers(sides: Sides, { operations, rounds }: TransfersSize): Promise<Section> {
  const { serviceUrl, service, hand, other, loaded } = sides;
  if (loaded < 2 * operations * (rounds + 1)) throw new Error('Too few study rights are loaded for so many operations');
  const byHand = new HandWritten(hand);
  const put = async (at: string, n: number, changed: boolean) => {
    const body = { henkilö: { hetu: rowOf(n).hetu, ...NAMES }, opiskeluoikeudet: [payloadOf(n, changed)] };
    const { status, text } = await ask('PUT', `${at}/koski/api/oppija`, MAIN_USER, body);
    if (status !== 200) throw new Error(`A transfer was answered with ${status}: ${text}`);
  };
  const invalidate = async (at: string, n: number) => {
    const url = `${at}/koski/api/opiskeluoikeus/${rowOf(n).oid}?syy=WRONG_TYPE`;
    const { status, text } = await ask('DELETE', url, MAIN_USER);
    if (status !== (hasHoks(n) ? 409 : 200)) throw new Error(`An invalidation was answered with ${status}: ${text}`);
  };
  const work: Record<
    Operation,
    { service: (at: string, n: number) => Promise<void>; hand: (n: number) => Promise<void> }
  > = {
    'transfer create': { service: (at, n) => put(at, n, false), hand: (n) => byHand.create(n) },
    'transfer update': { service: (at, n) => put(at, n, true), hand: (n) => byHand.transfer(n) },
    'identical transfer': { service: (at, n) => put(at, n, true), hand: (n) => byHand.transfer(n) },
    'guarded invalidation': { service: invalidate, hand: (n) => byHand.invalidate(n) },
  };
  const half = operations * (rounds + 1);
  const withHoks = range(half, half).filter(hasHoks);
  const databases = [service, hand, ...(other === null ? [] : [other.sql])];
  await Promise.all(databases.map((sql) => addHokses(sql, withHoks)));
  const before = await Promise.all(databases.map(rowsIn));
  const compared = OPERATIONS.map((what): Compared => ({ what, ours: [], hand: [], other: [] }));
  // The first round warms up. The sides take turns, so that other work of the machine affects both alike.
  for (let turn = 0; turn <= rounds; turn++) {
    const numbers: Record<Operation, number[]> = {
      'transfer create': range(loaded + turn * operations, operations),
      'transfer update': range(turn * operations, operations),
      'identical transfer': range(turn * operations, operations),
      'guarded invalidation': range(half + turn * operations, operations),
    };
    for (const [n, what] of OPERATIONS.entries()) {
      const ours = await round(numbers[what], (one) => work[what].service(serviceUrl, one));
      const itsHand = await round(numbers[what], work[what].hand);
      const its = other && (await round(numbers[what], (one) => work[what].service(other.serviceUrl, one)));
      if (turn === 0) continue;
      compared[n]?.ours.push(ours);
      compared[n]?.hand.push(itsHand);
      if (its !== null) compared[n]?.other.push(its);
    }
  }
  requireSameRows(before, await Promise.all(databases.map(rowsIn)));
  return {
    title: 'Transfers and invalidation',
    how:
      `The service in its own process, asked over HTTP (Koski's interface, HTTP Basic) by eight clients; by hand, eight at a ` +
      `time too, from the benchmark's process over \`pg\`: the least statements that write the same rows of study right, ` +
      `history, learner, outbox and audit under the same locks, without HTTP, validation or the rules. ` +
      `${loaded} study rights lie there on both sides; ${operations} operations of each kind in a round, the sides in turn. ` +
      `A create brings a new learner by hetu; an update changes one field; a fifth of the invalidations meet a HOKS and are ` +
      `refused on record. The service publishes its outbox meanwhile, the other side does not. An update is nine statements and four waits for ` +
      `the service, eight and eight by hand: the service user's row, the lock of the learner, the replay of the history and the ` +
      `HOKS whose feedback is decided anew come on top (docs/adr/0024, docs/adr/0037).`,
    columns: COMPARED_COLUMNS,
    rows: compared.map(comparedRow),
    goals: ratioGoals(compared, 0.6, 1.5),
    checked: ['Both sides added the same number of rows to each of the tables, and every answer was the expected one.'],
  };
}

function hasHoks(n: number): boolean {
  return n % HOKS_EVERY === 0;
}

type Counts = Readonly<Record<string, number>>;

function requireSameRows(before: readonly Counts[], after: readonly Counts[]): void {
  const added = after.map((counts, side) =>
    Object.entries(counts)
      .map(([table, rows]) => `${table} ${rows - (before[side]?.[table] ?? 0)}`)
      .join(', '),
  );
  if (new Set(added).size > 1) throw new Error(`The sides did not do the same: they added ${added.join('; ')}`);
}
