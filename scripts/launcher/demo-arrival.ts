import pg from 'pg';
import { SERVICES, type ServiceName, TOPICS } from '#contracts';
import { delay } from './failure.js';

/** A message on a topic, by its CloudEvents id. */
export interface SentMessage {
  readonly id: string;
  readonly topic: string;
}

const PAUSE_MS = 150;

/**
 * Waits until every consumer has taken in the given messages, and everything the services have said in consequence:
 * what stands in their outboxes since then has been sent and stands in the inbox of each of its consumers.
 * @returns false when that did not happen in time
 */
export async function untilTakenIn(
  databaseUrls: Readonly<Record<ServiceName, string>>,
  sent: readonly SentMessage[],
  since: Date,
  deadlineMs: number,
): Promise<boolean> {
  const pools = new Map(
    SERVICES.map((service) => [service, new pg.Pool({ connectionString: databaseUrls[service], max: 1 })]),
  );
  const deadline = performance.now() + deadlineMs;
  try {
    while (performance.now() < deadline) {
      if (await takenIn(pools, sent, since).catch(() => false)) return true;
      await delay(PAUSE_MS);
    }
    return false;
  } finally {
    await Promise.all([...pools.values()].map((pool) => pool.end()));
  }
}

type Pools = ReadonlyMap<ServiceName, pg.Pool>;

async function takenIn(pools: Pools, sent: readonly SentMessage[], since: Date): Promise<boolean> {
  const before = await consequences(pools, since);
  if (before.waiting) return false;
  const expected = expectedBy([...sent, ...before.messages]);
  for (const [service, ids] of expected) {
    const { rowCount } = await poolOf(pools, service).query(
      'SELECT 1 FROM inbox WHERE consumer = $1 AND message_id = ANY($2)',
      [service, [...ids]],
    );
    if (rowCount !== ids.size) return false;
  }
  // An inbox row and what the service says in consequence are committed together: nothing new means nothing to come.
  const after = await consequences(pools, since);
  return !after.waiting && after.messages.length === before.messages.length;
}

/** Which messages each consumer must have. */
export function expectedBy(messages: readonly SentMessage[]): Map<ServiceName, Set<string>> {
  const expected = new Map<ServiceName, Set<string>>();
  for (const { id, topic } of messages) {
    for (const consumer of TOPICS.find(({ name }) => name === topic)?.consumers ?? []) {
      expected.set(consumer, (expected.get(consumer) ?? new Set()).add(id));
    }
  }
  return expected;
}

async function consequences(pools: Pools, since: Date): Promise<{ waiting: boolean; messages: SentMessage[] }> {
  const rows = await Promise.all(
    [...pools.values()].map((pool) =>
      pool.query<SentMessage & { waiting: boolean }>(
        'SELECT id, topic, published_at IS NULL AS waiting FROM outbox WHERE occurred_at >= $1',
        [since],
      ),
    ),
  );
  const messages = rows.flatMap((result) => result.rows);
  return { waiting: messages.some((row) => row.waiting), messages };
}

function poolOf(pools: Pools, service: ServiceName): pg.Pool {
  const pool = pools.get(service);
  if (!pool) throw new Error(`no database of ${service}`);
  return pool;
}
