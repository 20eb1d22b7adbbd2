/**
 * Publishes the demo institutions on the inbound topics, as the systems of the institutions would.
 * DEMO_STAMP_FILE notes what was published: unchanged facts are not published again, changed ones get the next version.
 * DEMO_DATABASE_URLS (JSON, by service): wait until every service has taken the facts in.
 * STUDY_RIGHTS_DATABASE_URL, or that of study-rights in DEMO_DATABASE_URLS: put the demo service users there.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type ServiceName } from '#contracts';
import { cloudEventMessage, KafkaOutsideClient } from '#messaging';
import { DEMO } from '#testing/demo';
import { untilTakenIn } from './launcher/demo-arrival.js';
import { loadDemoServiceUsers } from './launcher/demo-service-users.js';
import { demoEvents } from './launcher/demo-events.js';

if (process.env['NODE_ENV'] === 'production') {
  console.error('The demo institutions are for development, and NODE_ENV is production: nothing was published.');
  process.exit(1);
}

const ARRIVAL_WITHIN_MS = 60_000;
const brokers = (process.env['KAFKA_BROKERS'] ?? '127.0.0.1:9092').split(',').map((broker) => broker.trim());
const stampFile = process.env['DEMO_STAMP_FILE'];
const databaseUrls = process.env['DEMO_DATABASE_URLS'];

const urls = databaseUrls === undefined ? undefined : (JSON.parse(databaseUrls) as Record<ServiceName, string>);
const studyRightsUrl = process.env['STUDY_RIGHTS_DATABASE_URL'] || urls?.['study-rights'];
if (studyRightsUrl) await loadDemoServiceUsers(studyRightsUrl);

const hash = createHash('sha256').update(JSON.stringify(DEMO)).digest('hex');
const stamp = readStamp();
if (stamp?.hash === hash) console.log('The demo institutions are there already.');
else await load((stamp?.version ?? 0) + 1);

async function load(version: number): Promise<void> {
  const since = new Date();
  const messages = demoEvents(version).map(({ name, source, key, institutionOid, body }) => {
    const id = randomUUID();
    const envelope = { id, source, key, institutionOid, time: since.toISOString() };
    return { id, ...cloudEventMessage(name, envelope, body) };
  });
  const client = new KafkaOutsideClient(brokers);
  try {
    await client.publish(messages);
  } finally {
    await client.close();
  }
  if (stampFile) writeFileSync(stampFile, JSON.stringify({ hash, version }));
  console.log(`Published ${messages.length} facts of the demo institutions.`);
  if (!urls) return;
  if (!(await untilTakenIn(urls, messages, since, ARRIVAL_WITHIN_MS))) {
    console.error(
      `Some service has not taken in the demo institutions within ${ARRIVAL_WITHIN_MS / 1000} s: look into its log and the dead-letter topics.`,
    );
    process.exitCode = 1;
  }
}

function readStamp(): { hash: string; version: number } | undefined {
  if (!stampFile || !existsSync(stampFile)) return undefined;
  return JSON.parse(readFileSync(stampFile, 'utf8')) as { hash: string; version: number };
}
