import { accessToken } from '#testing';
import { DEMO } from '#testing/demo';
import { quantile, type Section, whole } from '../../../libs/messaging/bench/measuring.js';
import { range, round, timesOf } from '../../../scripts/bench/round.js';
import { ask } from '../../../scripts/bench/service.js';
import { HandWritten } from './hand-written.js';
import { institutionOf, rowOf } from './rows.js';
import type { Sides } from './transfers.js';
import { type Compared, COMPARED_COLUMNS, comparedRow, ratioGoals, ratioOf } from './workload.js';

export interface SearchSize {
  /** Searches of one kind in one round. */
  readonly searches: number;
  readonly rounds: number;
}

const P95_MS = 100;

/** One kind of search: who asks, by what, and the condition of the statement by hand. */
interface Kind {
  readonly what: string;
  readonly who: 'paivi' | 'tuki';
  readonly query: (n: number) => Readonly<Record<string, string>>;
  readonly condition: string;
  readonly values: (n: number) => readonly string[];
}

const OWN = DEMO.studyRightTransfer.institutionOid;
const VALID = 'NOT invalidated';
const TYPE = 'ammatillinenkoulutus';

const kinds = (loaded: number): readonly Kind[] => [
  {
    what: 'by learner',
    who: 'tuki',
    query: (n) => ({ learnerOid: rowOf(n).learnerOid }),
    condition: 'learner_oid = $1',
    values: (n) => [rowOf(n).learnerOid],
  },
  {
    what: 'by oid',
    who: 'tuki',
    query: (n) => ({ oid: rowOf(n).oid }),
    condition: 'oid = $1',
    values: (n) => [rowOf(n).oid],
  },
  {
    what: 'by source id',
    who: 'tuki',
    query: (n) => ({ sourceId: rowOf(n).sourceId }),
    condition: 'source_id = $1',
    values: (n) => [rowOf(n).sourceId],
  },
  {
    what: 'by institution and type, a page anywhere',
    who: 'tuki',
    query: (n) => ({ institutionOid: institutionOf(n), type: TYPE, cursor: cursorAt(n % Math.ceil(loaded / 2)) }),
    condition: 'institution_oid = $1 AND type = $2 AND oid > $3',
    values: (n) => [institutionOf(n), TYPE, rowOf(n % Math.ceil(loaded / 2)).oid],
  },
  {
    what: 'by type and state, a page anywhere',
    who: 'tuki',
    query: (n) => ({ type: 'tuva', state: 'valmistunut', cursor: cursorAt(n) }),
    condition: 'type = $1 AND state = $2 AND oid > $3',
    values: (n) => ['tuva', 'valmistunut', rowOf(n).oid],
  },
  {
    what: 'by a provider, own study rights of a state, a page anywhere',
    who: 'paivi',
    query: (n) => ({ state: 'lasna', cursor: cursorAt(n % Math.ceil(loaded / 2)) }),
    condition: `institution_oid = $1 AND state = $2 AND oid > $3 AND ${VALID}`,
    values: (n) => [OWN, 'lasna', rowOf(n % Math.ceil(loaded / 2)).oid],
  },
];

export async function measureSearch({ serviceUrl, hand, other, loaded }: Sides, size: SearchSize): Promise<Section> {
  const byHand = new HandWritten(hand);
  const tokens = { paivi: `Bearer ${await accessToken('paivi')}`, tuki: `Bearer ${await accessToken('tuki')}` };
  const compared: Compared[] = [];
  let differences = 0;
  for (const kind of kinds(loaded)) {
    const lines = new Map<number, number>();
    const search = async (at: string, n: number) => {
      const url = `${at}/api/study-rights/v1/study-rights?${new URLSearchParams(kind.query(n)).toString()}&limit=50`;
      const { status, text } = await ask('GET', url, tokens[kind.who]);
      if (status !== 200) throw new Error(`A search was answered with ${status}: ${text}`);
      lines.set(n, (JSON.parse(text) as { items: unknown[] }).items.length);
    };
    const itsHand = async (n: number) => {
      if ((await byHand.search(kind.condition, kind.values(n))) !== lines.get(n)) differences += 1;
    };
    const result: Compared = { what: kind.what, ours: [], hand: [], other: [] };
    // The first round warms up.
    for (let turn = 0; turn <= size.rounds; turn++) {
      const numbers = range(0, size.searches).map((i) => spread(turn * size.searches + i, loaded));
      const ours = await round(numbers, (n) => search(serviceUrl, n));
      const byOther = other && (await round(numbers, (n) => search(other.serviceUrl, n)));
      const hands = await round(numbers, itsHand);
      if (turn === 0) continue;
      result.ours.push(ours);
      result.hand.push(hands);
      if (byOther !== null) result.other.push(byOther);
    }
    compared.push(result);
  }
  if (differences > 0) throw new Error(`${differences} searches found something else by hand`);
  return {
    title: 'Search',
    how:
      `${whole(loaded)} study rights of 200 institutions. The service is asked over HTTP with an access token by eight clients ` +
      'for pages of 50; by hand the same page is one statement. Both write an audit line for each person shown, in the same ' +
      'transaction. The goal is for all searches of all kinds together, and the slowest kind is told beside it.',
    columns: COMPARED_COLUMNS,
    rows: compared.map(comparedRow),
    goals: [
      ...ratioGoals(compared, 0.7),
      {
        what: `p95 of a search among ${whole(loaded)} study rights`,
        value: quantile(
          compared.flatMap(({ ours }) => timesOf(ours)),
          0.95,
        ),
        unit: 'ms',
        atMost: P95_MS,
      },
      {
        what: `p95 of the slowest kind (${slowest(compared).what}, ${ratioOf(slowest(compared)).toFixed(2)} × by hand)`,
        value: p95(slowest(compared)),
        unit: 'ms',
        atMost: P95_MS,
      },
    ],
    checked: ['Each search found as many study rights as the statement by hand.'],
  };
}

/** Study rights all over the table, none twice in a row. */
function spread(i: number, loaded: number): number {
  return (i * 7919) % loaded;
}

function cursorAt(n: number): string {
  return Buffer.from(JSON.stringify([rowOf(n).oid])).toString('base64url');
}

function p95({ ours }: Compared): number {
  return quantile(timesOf(ours), 0.95);
}

function slowest(compared: readonly Compared[]): Compared {
  return compared.reduce((worst, one) => (p95(one) > p95(worst) ? one : worst));
}
