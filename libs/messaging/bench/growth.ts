import pg from 'pg';
import { CONSUMER, type Ground, INSTITUTION, NAME, TOPIC } from './ground.js';
import { consumeBacklog } from './inbox.js';
import { type Goal, median, type Section, whole } from './measuring.js';
import { relaySeconds } from './relay.js';

export interface GrowthSize {
  /** Rows already published and already received. */
  readonly sizes: readonly number[];
  readonly events: number;
  readonly rounds: number;
}

interface Costs {
  readonly size: number;
  readonly relay: number[];
  readonly inbox: number[];
}

/** What one event costs in relay and inbox, by the number of rows that lie there already. */
export async function measureGrowth(
  openGround: () => Promise<Ground>,
  { sizes, events, rounds }: GrowthSize,
): Promise<Section> {
  const grounds: { ground: Ground; costs: Costs }[] = [];
  try {
    for (const size of sizes) {
      const ground = await openGround();
      grounds.push({ ground, costs: { size, relay: [], inbox: [] } });
      await fill(ground, size);
    }
    // The first round warms up. Sizes take turns, so that other load on the machine affects all of them alike.
    for (let round = 0; round <= rounds; round++) {
      for (const { ground, costs } of grounds) {
        const relay = ((await relaySeconds(ground, events)) / events) * 1e6;
        await ground.dataSource.query('TRUNCATE effect RESTART IDENTITY');
        const inbox = 1e6 / (await consumeBacklog(ground, { reaction: 'batch', events }));
        await ground.requireEffectsOnceInOrder('Growth', events);
        if (round === 0) continue;
        costs.relay.push(relay);
        costs.inbox.push(inbox);
      }
    }
  } finally {
    for (const { ground } of grounds) await ground.close();
  }
  const costs = grounds.map((ground) => ground.costs);
  return {
    title: 'Growth',
    how:
      'Outbox and inbox hold so many rows already published and received (small bodies, freshly vacuumed, several times ' +
      `the database's shared buffers at the largest). ${whole(events)} events go through the relay, and ${whole(events)} ` +
      'through the consumer, again and again, the sizes in turn.',
    columns: ['rows', 'relay, µs per event (median)', 'lowest – highest', 'inbox, µs per event', 'lowest – highest'],
    rows: costs.map(({ size, relay, inbox }) => [whole(size), ...costCells(relay), ...costCells(inbox)]),
    goals: [growthGoal('relay', costs), growthGoal('inbox', costs)],
    checked: ['Each event had its effect exactly once, in the order of its key, at every size.'],
  };
}

function costCells(costs: readonly number[]): string[] {
  return [median(costs).toFixed(1), `${Math.min(...costs).toFixed(1)} – ${Math.max(...costs).toFixed(1)}`];
}

function growthGoal(part: 'relay' | 'inbox', costs: readonly Costs[]): Goal {
  const [smallest, ...larger] = costs.map((cost) => median(cost[part]));
  const value = Math.max(...larger) / (smallest ?? NaN);
  return { what: `${part}: cost at the worst larger size / at the smallest`, value, unit: '×', atMost: 1.2 };
}

const FILL_OUTBOX = `
  INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, topic, headers, institution_oid, occurred_at, published_at)
  SELECT uuidv7(), 'message', uuidv7()::text, $2, '{}', $3, '{}', $4, now() - interval '1 day', now() - interval '1 day'
    FROM generate_series(1, $1::int)`;
const FILL_INBOX = `
  INSERT INTO inbox (consumer, message_id, institution_oid)
  SELECT $2, uuidv7(interval '-1 day')::text, $3 FROM generate_series(1, $1::int)`;

/** Writes the rows in the order in which a service would have: ids grow with time. */
async function fill({ databaseUrl }: Ground, rows: number): Promise<void> {
  await Promise.all([
    onOwnConnection(databaseUrl, [FILL_OUTBOX, [rows, NAME, TOPIC, INSTITUTION]], ['VACUUM (FREEZE, ANALYZE) outbox']),
    onOwnConnection(databaseUrl, [FILL_INBOX, [rows, CONSUMER, INSTITUTION]], ['VACUUM (FREEZE, ANALYZE) inbox']),
  ]);
}

/** Without the time limit that a service's statements have. */
async function onOwnConnection(url: string, ...statements: (readonly [sql: string, values?: unknown[]])[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [sql, values] of statements) await client.query(sql, values);
  } finally {
    await client.end();
  }
}
