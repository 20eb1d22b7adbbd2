import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SERVICES } from '#contracts';
import {
  anonymous,
  as,
  basic,
  type Client,
  database,
  mutated,
  type Mutation,
  mutations,
  type Reply,
  type RequestBody,
  stack,
  withToken,
} from '#testing';
import { DEMO, demoPerson } from '#testing/demo';
import { noFindings } from './stories/findings.js';
import { Outside } from './stories/outside.js';
import { STORY } from './stories/story.js';
import type { KnownValues } from './requests/arbitrary-of-schema.js';
import { type Operation, operations } from './requests/operations.js';
import { setAgain, whatIsSet } from './requests/what-is-set.js';

/** A short form runs with all tests; `MUTATED_REQUESTS=10000 npm test -- test/mutated-requests.scenario.ts` is the long one. */
const REQUESTS = Number(process.env['MUTATED_REQUESTS'] ?? 500);
/** Printed at the end, so that a run can be repeated: `SEED=… MUTATED_REQUESTS=… npm test -- …`. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const AT_ONCE = 8;
const ANSWERED_WITHIN_MS = 15_000;

const PEOPLE = DEMO.persons.map(({ username }) => username);
const SERVICE_USERS = ['paakayttaja', 'tallentaja', 'mitatoija', 'katselija', 'toinen'];
const WORDS = ['oid', 'tila', 'mitatoity', '1.2.246.562.15.12345678911', '', 'ä', "'; --", '${x}', '__proto__', '../x'];
const ODD_PIECES = ['%00', '%ff', '%', '..%2f', '%2e%2e', '%5c', 'a'.repeat(3_000), '%F0%9F%98%80', "'", '-1', ' '];
const ODD_HEADERS: readonly Record<string, string>[] = [
  { 'if-match': '"1"' },
  { 'if-match': 'W/"x", *' },
  { 'if-match': '"99999999999999999999"' },
  { 'idempotency-key': 'x'.repeat(300) },
  { 'idempotency-key': '\u00e4' },
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'accept-language': 'xx;q=9, sv' },
  { accept: 'image/png' },
  { 'x-request-id': '../../etc' },
  { traceparent: '00-zz' },
  { 'content-encoding': 'gzip' },
  { range: 'bytes=0-1' },
];

/** A whole request, so that it can be printed and sent again. */
interface HostileRequest {
  readonly who: string;
  readonly method: Operation['method'];
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: RequestBody;
}

/** From the answers: traces of code, of SQL, or of places on the server. */
const INSIDES =
  /node_modules|\.(?:js|ts):\d+:\d+|QueryFailed|SELECT .* FROM|INSERT INTO|\/dist\/|at async |ECONNREFUSED/;

describe(`requests with arbitrary content (seed ${SEED})`, () => {
  const clients = new Map<string, Client>();
  let known: KnownValues;
  let described: Operation[];
  let before: Awaited<ReturnType<typeof whatIsSet>>;

  beforeAll(async () => {
    for (const username of PEOPLE) clients.set(username, await as(username));
    for (const username of SERVICE_USERS) clients.set(username, basic(username));
    clients.set('nobody', anonymous());
    clients.set('a wrong token', withToken('eyJhbGciOiJub25lIn0.e30.'));
    clients.set('a wrong password', basic('nobody-of-that-name', 'x'));
    const [outside, findings] = [new Outside(), noFindings()];
    for (const step of STORY) await step.run(outside, findings);
    known = await knownValues();
    described = await operations(known);
    before = await whatIsSet();
  }, 120_000);

  // A request may have been a valid one.
  afterAll(async () => setAgain(before, PEOPLE), 60_000);

  it(
    `${REQUESTS} of them end without a 5xx, a hang or a leak, and no service logs an error`,
    async () => {
      const errorsBefore = await errorLines();
      const requests = fc.sample(requestOf(described), { numRuns: REQUESTS, seed: SEED });
      const found: string[] = [];
      const statuses = new Map<number, number>();
      const send = async (request: HostileRequest): Promise<void> => {
        const from = performance.now();
        const client = clients.get(request.who) ?? anonymous();
        const reply = await client[request.method](request.path, request.body, request.headers).catch(
          (error: Error) => ({ status: 0, body: error.message, headers: new Headers() }) satisfies Reply,
        );
        statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
        const wrong = whatIsWrong(request, reply, performance.now() - from);
        if (wrong) found.push(`${wrong}: ${JSON.stringify(request).slice(0, 1_500)}`);
      };
      const queue = requests.values();
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (const request of queue) await send(request);
        }),
      );
      const seen = [...statuses].sort().map(([status, count]) => `${count} × ${status}`);
      process.stdout.write(`  seed ${SEED}: ${seen.join(', ')}\n`);
      expect(found).toEqual([]);
      expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 200);
      expect(await errorLines()).toEqual(errorsBefore);
      for (const service of SERVICES) {
        const ready = await fetch(`${stack().serviceUrls[service]}/health/ready`);
        expect([service, ready.status]).toEqual([service, 200]);
      }
    },
    60_000 + REQUESTS * 60,
  );

  function requestOf(operations: readonly Operation[]): fc.Arbitrary<HostileRequest> {
    return fc.constantFrom(...operations).chain((operation) =>
      fc
        .record({
          who: fc.oneof({ weight: 9, arbitrary: clientsOf(operation) }, fc.constantFrom(...clients.keys())),
          params: fc.record(operation.params),
          query: fc.record(operation.query, { requiredKeys: [] }),
          piece: seldom(12, fc.constantFrom(...ODD_PIECES)),
          moreQuery: seldom(8, fc.constantFrom('limit=0', 'limit=1&limit=2', 'x=y', 'cursor=%00', 'q=%ff', '&&=')),
          headers: seldom(4, fc.constantFrom(...ODD_HEADERS)),
          body: operation.body ?? fc.constant(undefined),
          changes: seldom(2, mutations(WORDS)),
          broken: seldom(12, fc.nat()),
        })
        .map(({ who, params, query, piece, moreQuery, headers, body, changes, broken }) => ({
          ...{ who, headers: headers ?? {}, method: operation.method },
          path: pathOf(operation.path, params, piece) + queryOf(query, moreQuery),
          body: operation.method === 'get' ? undefined : bodyOf(body, changes, broken),
        })),
    );
  }
});

/** The clients that the operation is for. */
function clientsOf({ path }: Operation): fc.Arbitrary<string> {
  return fc.constantFrom(...(path.startsWith('/api/') ? PEOPLE : SERVICE_USERS));
}

/** Mostly nothing. */
function seldom<T>(oneIn: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

function pathOf(template: string, params: Record<string, unknown>, piece: string | null): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => piece ?? encodeURIComponent(textOf(params[name])));
}

function queryOf(query: Record<string, unknown>, more: string | null): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(textOf(value))}`);
  const all = [...pairs, ...(more === null ? [] : [more])];
  return all.length > 0 ? `?${all.join('&')}` : '';
}

/** As text that an address may contain; half a surrogate pair it may not. */
function textOf(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
}

function bodyOf(body: unknown, changes: Mutation[] | null, broken: number | null): RequestBody {
  if (body === undefined) return undefined;
  const changed = (changes ?? []).reduce<unknown>(mutated, body);
  const text = JSON.stringify(changed) ?? 'undefined';
  return broken === null ? text : text.slice(0, broken % (text.length + 1));
}

function whatIsWrong(
  { path, method }: HostileRequest,
  { status, body, headers }: Reply,
  ms: number,
): string | undefined {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  if (status === 0) return `no answer (${text.slice(0, 100)})`;
  // Koski's answer for a study right of higher education.
  if (status >= 500 && !(status === 501 && path.startsWith('/koski/')))
    return `answered ${status} ${text.slice(0, 200)}`;
  if (ms > ANSWERED_WITHIN_MS) return `answered after ${ms} ms`;
  if (status >= 400 && INSIDES.test(text)) return `shows its insides: ${text.slice(0, 300)}`;
  if (status < 400 || (method === 'get' && status === 404 && text === '')) return undefined;
  const own = path.startsWith('/api/') && headers.get('content-type')?.includes('json');
  return own && !/"code":"[a-z]/.test(text) ? `answered ${status} without a code: ${text.slice(0, 200)}` : undefined;
}

/** Errors in the services' logs: what their code did not expect. */
async function errorLines(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const service of [...SERVICES, 'gateway']) {
    const log = await readFile(`${stack().logFolder}/${service}.log`, 'utf8');
    counts[service] = log.split('\n').filter((line) => /"level":(?:"error"|"fatal"|50|60)/.test(line)).length;
  }
  return counts;
}

async function knownValues(): Promise<KnownValues> {
  const column = async (service: (typeof SERVICES)[number], sql: string) => {
    const { rows } = await database(service).query<{ value: string }>(sql);
    return rows.length > 0 ? rows.map(({ value }) => value) : ['none'];
  };
  const applications = await column('applications', 'SELECT id::text AS value FROM application LIMIT 200');
  const parts = await column('applications', 'SELECT id::text AS value FROM application_part LIMIT 200');
  const decisions = await column('decisions', 'SELECT id::text AS value FROM decision LIMIT 100');
  const rights = await column('study-rights', 'SELECT oid AS value FROM study_right LIMIT 100');
  const hokses = await column('study-rights', 'SELECT id::text AS value FROM hoks LIMIT 100');
  const persons = DEMO.persons.map(({ personId }) => personId);
  return {
    id: [...applications, ...decisions, ...rights, ...hokses],
    ...{ applicationId: applications, partId: parts, partIds: parts, decisionId: decisions },
    ...{ oid: rights, hoksId: hokses, version: ['1', '2', '999999999999'] },
    learnerOid: [
      '1.2.246.562.24.00000000001',
      ...(await column('study-rights', 'SELECT learner_oid AS value FROM study_right LIMIT 50')),
    ],
    studyRightId: DEMO.studyRights.map(({ studyRightId }) => studyRightId),
    ...{ handlerId: persons, studentId: persons, personId: persons },
    courseCode: ['TKT-103', 'TKT-101', 'NO-SUCH'],
    gainedOn: ['2022-05-15', '2026-02-30'],
    institutionOid: [demoPerson('aino').institutionOid],
    cursor: ['bm90IG9uZQ', ''],
  };
}
