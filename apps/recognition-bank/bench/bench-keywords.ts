/**
 * `npm run bench:keywords`: typing in the menu of keywords among 50,000 of them, letter by letter, through HTTP beside the same statement by
 * hand, in turn in one run. On a Kafka and a PostgreSQL of its own; about a minute.
 *   --quick       few words, rough figures
 *   --write       also writes the report to docs/benchmarks-keywords.md
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { localIssuer } from '#testing';
import { DEMO } from '#testing/demo';
import { median, quantile, type Section, whole } from '../../../libs/messaging/bench/measuring.js';
import { type BenchGround, runBenchmark } from '../../../scripts/bench/benchmark.js';
import { ask, BenchService } from '../../../scripts/bench/service.js';
import { ROOT } from '../../../scripts/launcher/run.js';
import { menuStatement } from '../src/keywords/queries/keyword-menu/keyword-menu.query.js';

const INSTITUTION = DEMO.institutions[0]?.oid ?? '';
/** The tables are there already, made by the launcher: their indexes want an extension, which a database has once. */
const SCHEMA = 'public';
const TERMS = 50_000;
const SHOWN = 20;
const FROM_LETTERS = 2;
const P95_MS = 30;
const AT_LEAST = 0.6;
/** Beginnings and endings of words: 50,000 different terms of two words, of which many are alike, as in a codeset. */
const STEMS = [
  'tieto',
  'ohjelma',
  'meri',
  'hoito',
  'talous',
  'kieli',
  'projekti',
  'verkko',
  'kone',
  'rakennus',
  'liike',
  'musiikki',
];
const ENDS = [
  'kanta',
  'tekniikka',
  'oppi',
  'työ',
  'johtaminen',
  'turva',
  'suunnittelu',
  'palvelu',
  'tutkimus',
  'laki',
  'kulttuuri',
  'viestintä',
];
const FIELDS = 12;

await runBenchmark({
  heading: { title: 'Benchmarks of keywords', command: 'npm run bench:keywords -- --write' },
  file: 'benchmarks-keywords.md',
  parts: ['typing'],
  packages: ['pg', 'typeorm', '@nestjs/core', 'fastify', 'zod'],
  database: 'recognition-bank',
  measure: async (ground, _parts, running) => [await running('typing', () => measureTyping(ground))],
});

async function measureTyping(ground: BenchGround): Promise<Section> {
  const issuer = await localIssuer();
  const { addresses, ports, data, steps, signal, quick } = ground;
  const around = { addresses: { ...addresses, issuer: issuer.url }, data, steps, signal };
  const service = new BenchService(around, {
    ...{ service: 'recognition-bank', root: ROOT, databaseUrl: addresses.databaseUrls['recognition-bank'] },
    ...{ httpPort: ports.recognitionBank, metricsPort: ports.recognitionBankMetrics },
  });
  const pool = new pg.Pool({
    connectionString: service.databaseUrl,
    options: `-c search_path=${SCHEMA},public`,
    max: 1,
  });
  await fill(pool);
  const process = await service.start(SCHEMA);
  try {
    const claims = { sub: randomUUID(), roles: ['HANDLER'], institution_oid: INSTITUTION, username: 'mitta' };
    const token = `Bearer ${await issuer.token(claims)}`;
    return await typed(service.url, token, pool, quick ? 10 : 60);
  } finally {
    await process.stop();
    await pool.end();
    await issuer.close();
  }
}

/** Terms in three languages, each in the menus of one field of education. */
async function fill(pool: pg.Pool): Promise<void> {
  await pool.query(
    `INSERT INTO keyword (institution_oid, code, terms, fields_of_education, state, version, changed_at)
     SELECT $1, 'koodi-' || n, jsonb_build_object('fi', term || ' ' || n, 'sv', 'sv ' || term || ' ' || n, 'en', 'en ' || term || ' ' || n),
            ARRAY[1 + n % ${FIELDS}]::smallint[], 'LIVE', 1, now()
       FROM (SELECT n, ($2::text[])[1 + n % ${STEMS.length}] || ($3::text[])[1 + n / ${STEMS.length} % ${ENDS.length}] AS term
               FROM generate_series(0, ${TERMS - 1}) AS n) AS made`,
    [INSTITUTION, STEMS, ENDS],
  );
  await pool.query(
    `INSERT INTO keyword_term (institution_oid, code, fields_of_education, language, term, translated)
     SELECT institution_oid, code, fields_of_education, key, value, true FROM keyword, jsonb_each_text(terms)`,
  );
  await pool.query('ANALYZE keyword_term');
}

/** Each word letter by letter, as a person types it, on one side and then on the other. */
async function typed(serviceUrl: string, token: string, pool: pg.Pool, words: number): Promise<Section> {
  const times: Record<'ours' | 'hand', number[]> = { ours: [], hand: [] };
  let answers = 0;
  // The first words warm up.
  for (let word = -3; word < words; word++) {
    for (const { text, field } of keysOf(Math.abs(word))) {
      const byHand = async () => {
        const values = [INSTITUTION, 'fi', text, field, null, null, null, SHOWN + 1];
        const { rows } = await pool.query<{ term: string }>(menuStatement(text), values);
        return rows.slice(0, SHOWN).map(({ term }) => term);
      };
      const ofService = async () => {
        const parameters = { language: 'fi', text, ...(field !== null && { fieldOfEducation: String(field) }) };
        const url = `${serviceUrl}/api/recognition-bank/v1/keyword-menu?${new URLSearchParams(parameters).toString()}`;
        const answer = await ask('GET', url, token);
        if (answer.status !== 200) throw new Error(`The menu was answered with ${answer.status}: ${answer.text}`);
        return (JSON.parse(answer.text) as { items: { term: string }[] }).items.map(({ term }) => term);
      };
      const found = { ours: [] as string[], hand: [] as string[] };
      for (const side of word % 2 === 0 ? (['ours', 'hand'] as const) : (['hand', 'ours'] as const)) {
        const from = performance.now();
        found[side] = await (side === 'ours' ? ofService() : byHand());
        if (word >= 0) times[side].push(performance.now() - from);
      }
      if (found.ours.join() !== found.hand.join()) throw new Error(`"${text}" was answered otherwise than by hand`);
      answers += found.ours.length;
    }
  }
  if (answers === 0) throw new Error('Nothing was found: nothing was measured');
  const row = (what: string, of: readonly number[]) => [
    ...[what, whole(of.length), median(of).toFixed(1), quantile(of, 0.95).toFixed(1), Math.max(...of).toFixed(1)],
  ];
  return {
    title: 'Typing in the menu',
    how:
      `${whole(TERMS)} keywords in three languages. ${words} words are typed letter by letter from the second letter on, every other one within a ` +
      'field of education; each is asked of the service over HTTP with an access token, and beside it of PostgreSQL by the same statement, ' +
      'one after another, the sides in turn. The pause of 250 ms that the page waits before it asks is not counted.',
    columns: ['side', 'requests', 'p50 ms', 'p95 ms', 'slowest ms'],
    rows: [row('the service', times.ours), row('the same statement by hand', times.hand)],
    goals: [
      { what: 'p95 of an answer', value: quantile(times.ours, 0.95), unit: 'ms', atMost: P95_MS },
      {
        what: 'answers per second / by hand',
        value: sum(times.hand) / sum(times.ours),
        unit: '×',
        atLeast: AT_LEAST,
      },
    ],
    checked: ['Each answer was the one of the statement by hand.'],
  };
}

function keysOf(word: number): { text: string; field: number | null }[] {
  const text = `${STEMS[word % STEMS.length]}${ENDS[(word * 5) % ENDS.length]}`;
  const field = word % 2 === 0 ? null : 1 + (word % FIELDS);
  return Array.from({ length: text.length - FROM_LETTERS + 1 }, (_, n) => ({
    text: text.slice(0, FROM_LETTERS + n),
    field,
  }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
