import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICES } from '#contracts';
import { accessToken, as, closeTesting, stack } from '#testing';
import { DEMO, demoPerson } from '#testing/demo';

/** Two generators that share no code: one may reject what the other accepts. */
const GENERATORS = ['by-hey-api', 'by-openapi-typescript'] as const;
const LIMIT_MS = 180_000;

/** A stranger's program on the first: lists applications, shows one, and tries what a student may not. */
const BY_HEY_API = `
import { client } from './by-hey-api/applications/client.gen';
import { applicationById, applicationList, returnPart } from './by-hey-api/applications/sdk.gen';

const [baseUrl = '', token = '', id = '', partId = ''] = process.argv.slice(2);
client.setConfig({ baseUrl, auth: token });

async function main(): Promise<void> {
  const { data: page } = await applicationList({ query: { view: 'own', limit: 100 } });
  const { data: shown } = await applicationById({ path: { id } });
  const body = { reasonCodes: ['MISSING_ATTACHMENT'], message: 'x' };
  const { error, response } = await returnPart({ path: { id, partId }, body });
  // Compiles only as long as the operation lists the code.
  const refused: 'application/role-not-allowed' | undefined =
    error && error.code === 'application/role-not-allowed' ? error.code : undefined;
  const listed: boolean = page?.items.some((item) => item.id === id) ?? false;
  const course: string | undefined = shown?.parts[0]?.targets[0]?.courseCode;
  console.log(JSON.stringify({ listed, state: shown?.state, course, status: response?.status, refused }));
}
void main();
`;

/** The same on the second. */
const BY_OPENAPI_TYPESCRIPT = `
import createClient from 'openapi-fetch';
import type { paths } from './by-openapi-typescript/applications';

const [baseUrl = '', token = '', id = '', partId = ''] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl, headers: { authorization: 'Bearer ' + token } });

async function main(): Promise<void> {
  const { data: page } = await client.GET('/api/applications/v1/applications', { params: { query: { view: 'own', limit: 100 } } });
  const { data: shown } = await client.GET('/api/applications/v1/applications/{id}', { params: { path: { id } } });
  const { error, response } = await client.POST('/api/applications/v1/applications/{id}/parts/{partId}/return', {
    params: { path: { id, partId } },
    body: { reasonCodes: ['MISSING_ATTACHMENT'], message: 'x' },
  });
  const refused: 'application/role-not-allowed' | undefined =
    error && error.code === 'application/role-not-allowed' ? error.code : undefined;
  const listed: boolean = page?.items.some((item) => item.id === id) ?? false;
  const course: string | undefined = shown?.parts[0]?.targets[0]?.courseCode;
  console.log(JSON.stringify({ listed, state: shown?.state, course, status: response.status, refused }));
}
void main();
`;

const CALLERS: Readonly<Record<(typeof GENERATORS)[number], string>> = {
  'by-hey-api': BY_HEY_API,
  'by-openapi-typescript': BY_OPENAPI_TYPESCRIPT,
};

let folder: string;

async function node(...parameters: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [...parameters], { timeout: LIMIT_MS }).catch(
    (error: { stdout: string; stderr: string }) => {
      throw new Error(`${parameters[0]} failed: ${error.stdout}${error.stderr}`);
    },
  );
  return stdout;
}

/** A program that imports the generated code of every service, so that unused code is compiled too. */
const everything = SERVICES.flatMap((service) => [
  `export * as ${service.replace('-', '_')}_1 from './by-hey-api/${service}';`,
  `export * as ${service.replace('-', '_')}_2 from './by-openapi-typescript/${service}';`,
]).join('\n');

async function compile(): Promise<void> {
  const programs = [...GENERATORS.map((generator) => `call-${generator}.ts`), 'everything.ts'];
  await Promise.all([
    ...GENERATORS.map((generator) => writeFile(join(folder, `call-${generator}.ts`), CALLERS[generator])),
    writeFile(join(folder, 'everything.ts'), everything),
  ]);
  await node(
    resolve('node_modules/typescript/bin/tsc'),
    ...['--ignoreConfig', '--strict', '--noUncheckedIndexedAccess', '--target', 'es2022', '--module', 'node16'],
    ...['--skipLibCheck', '--types', 'node', '--typeRoots', resolve('node_modules/@types')],
    ...['--outDir', join(folder, 'out'), ...programs.map((program) => join(folder, program))],
  );
}

describe('clients generated from the OpenAPI documents', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyvaksiluku-clients-'));
    // Where the programs find openapi-fetch.
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
    const documents = SERVICES.map((service) => `libs/contracts/openapi/${service}.yaml`);
    await Promise.all(
      GENERATORS.map((generator) =>
        node(`test/generated-clients/${generator}.mjs`, join(folder, generator), ...documents),
      ),
    );
    await compile();
  }, LIMIT_MS);

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await closeTesting();
  });

  it.each(GENERATORS)(
    '%s: of every service they compile; a list, one thing and a refusal come by their types',
    async (generator) => {
      const aino = await as('aino');
      const { personId } = demoPerson('aino');
      const { body } = await aino.post<{ id: string; state: string; parts: { id: string }[] }>(
        '/api/applications/v1/applications',
        {
          studyRightId: DEMO.studyRights.find(({ studentId }) => studentId === personId)?.studyRightId,
          handlerId: demoPerson('hanna').personId,
          parts: [
            {
              type: 'SUBSTITUTION',
              bases: [
                { kind: 'COMPETENCE', name: 'Scrum Master', organisation: 'Esimerkki Oy', gainedOn: '2022-05-15' },
              ],
              targets: [{ courseCode: 'TKT-103' }],
              creditsApplied: 5,
            },
          ],
        },
      );
      const program = join(folder, 'out', `call-${generator}.js`);
      const said = await node(program, stack().gatewayUrl, await accessToken('aino'), body.id, body.parts[0]?.id ?? '');
      expect(JSON.parse(said)).toEqual({
        ...{ listed: true, state: 'DRAFT', course: 'TKT-103' },
        ...{ status: 403, refused: 'application/role-not-allowed' },
      });
    },
  );
});
