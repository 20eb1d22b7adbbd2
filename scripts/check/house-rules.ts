import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type EventName, eventSchemas, PARALLEL_VERSIONS, TOPICS } from '#contracts';
import { RIGHTS_BY_DEFAULT } from '#kernel';
import { mistakesInVersions } from '../../libs/contracts/gate/versions-in-parallel.js';
import { breachesOfConsumers } from './consumers.js';
import { consumptionByService, namesFollowed } from './consumption.js';

/** Use cases that reach nothing but what belongs to the person who asks: everybody may use them. */
const OWN_THINGS_ONLY: ReadonlySet<string> = new Set([
  ...['mark-message-read', 'mark-messages-read'],
  ...['list-desk-messages', 'count-unread-messages', 'preferences'],
]);
/** Queries that give the same to everybody: what codes and fields mean, and where help is. */
const SAME_FOR_EVERYBODY: ReadonlySet<string> = new Set(['codes', 'hoks-sections', 'help']);

/** Rules about how files belong together, which no linter sees. Returns one sentence per breach. */
export async function breachesOfHouseRules(): Promise<string[]> {
  const files = readdirSync('apps', { recursive: true, encoding: 'utf8' }).map((file) =>
    join('apps', file).replaceAll('\\', '/'),
  );
  const events = [...eventSchemas().events.keys()];
  const services = await consumptionByService(files);
  return [
    ...files.filter(isReaction).flatMap((file) => breachesOfReaction(file, events)),
    ...files.filter((file) => file.endsWith('.use-case.ts')).flatMap(breachesOfUseCase),
    ...files.filter((file) => /\/use-cases\/.*\.http\.ts$/.test(file)).flatMap(breachesOfCommand),
    ...files.filter((file) => /\/queries\/.*\.http\.ts$/.test(file)).flatMap(breachesOfQuery),
    ...breachesOfRolesTable(),
    ...breachesOfReadme(),
    ...breachesOfNestCli(),
    ...mistakesInVersions(PARALLEL_VERSIONS, namesFollowed(services)),
    ...breachesOfConsumers(TOPICS, services),
    ...files.filter(isShapesOutsideHttp).map((file) => `${file}: shapes of requests and answers lie in http/.`),
    ...files.filter((file) => file.endsWith('/index.ts')).map((file) => `${file}: no barrels inside an app.`),
  ];
}

/** Shapes that several controllers share have a folder of their own in a service, or in its wing. */
function isShapesOutsideHttp(file: string): boolean {
  return /\/src\/.*(-shapes|\/request-schemas)\.ts$/.test(file) && !file.includes('/http/');
}

function isReaction(file: string): boolean {
  return /\/src\/([^/]+\/)?reactions\/when-[^/]+\/when-[^/]+\.ts$/.test(file) && !/\.(spec|scenario)\.ts$/.test(file);
}

/**
 * A reaction folder has the name of an event that has a schema, or of a key that its owner has cleared
 * (`when-<aggregate>-forgotten`): the folders show who reacts to what.
 */
function breachesOfReaction(file: string, events: readonly EventName[]): string[] {
  const fact = basename(dirname(file)).replace(/^when-/, '');
  const contract = events.find((event) => {
    const [service, name] = event.split('.');
    return fact === name || fact === `${service}-${name}`;
  });
  const cleared = /@TombstoneReaction\('[^.']+\.([^.']+)\./.exec(readFileSync(file, 'utf8'))?.[1];
  if (cleared !== undefined && fact === `${cleared}-forgotten`) return [];
  return contract ? [] : [`${file}: no schema in libs/contracts/events is called ${fact}.`];
}

/** Asks the policy: by its functions, or through the frame of the service's commands, which asks it for the named action. */
const ASKS_POLICY = /\b(authorise|can)\(|\b(change|act)\s*\.(execute|executeUntilGone|create)\((\s*'[a-z-]+'|ACTION\b)/;

/** A use case that a person can reach by HTTP asks the policy. */
function breachesOfUseCase(file: string): string[] {
  const controller = file.replace(/\.use-case\.ts$/, '.http.ts');
  const asksPolicy = ASKS_POLICY.test(readFileSync(file, 'utf8'));
  return asksPolicy || !existsSync(controller) || OWN_THINGS_ONLY.has(basename(dirname(file)))
    ? []
    : [`${file}: has a controller but never asks the policy (authorise, can, or the frame of commands).`];
}

/** So does the controller of a command that has no use case of its own. */
function breachesOfCommand(file: string): string[] {
  const hasUseCase = readdirSync(dirname(file)).some((other) => other.endsWith('.use-case.ts'));
  return hasUseCase || ASKS_POLICY.test(readFileSync(file, 'utf8'))
    ? []
    : [`${file}: has no use case and never asks the policy through the frame of commands.`];
}

/** Names of rules that say who sees or may do something, beside the policy's own. */
const ASKS_WHO = /\b(authorise|can|may[A-Z]\w*|sees[A-Z]\w*)\(/;

/** A query that a person can reach by HTTP asks who may see what it gives, in its own folder. */
function breachesOfQuery(file: string): string[] {
  const folder = dirname(file);
  const name = basename(folder);
  if (OWN_THINGS_ONLY.has(name) || SAME_FOR_EVERYBODY.has(name)) return [];
  const asks = readdirSync(folder)
    .filter((other) => other.endsWith('.ts') && !/\.(spec|scenario)\.ts$/.test(other))
    .some((other) => ASKS_WHO.test(readFileSync(join(folder, other), 'utf8')));
  return asks ? [] : [`${file}: nothing in its folder asks the policy (authorise, can, or a rule of who sees it).`];
}

const ROLES_TABLE = 'test/every-role-action-and-state.scenario.ts';
const READS = /^(read|list|see)-/;
/** One makes an application, two are about the institution; the last is what a handler has to be, and no command. */
const WITHOUT_A_STATE: readonly string[] = [
  ...['create-draft', 'change-settings', 'change-rights-matrix', 'handle-application'],
];

/** Each command of the policies about an application has its row in the table of people, actions and states. */
function breachesOfRolesTable(): string[] {
  const rows = new Set(
    [...readFileSync(ROLES_TABLE, 'utf8').matchAll(/command: '([a-z-]+)'/g)].map(([, command = '']) => command),
  );
  const commands = [...Object.keys(RIGHTS_BY_DEFAULT.applications), ...Object.keys(RIGHTS_BY_DEFAULT.decisions)].filter(
    (action) => !READS.test(action) && !WITHOUT_A_STATE.includes(action),
  );
  return [
    ...commands
      .filter((command) => !rows.has(command))
      .map((command) => `${ROLES_TABLE}: no row has the command ${command} of the policy.`),
    ...[...rows]
      .filter((command) => !commands.includes(command))
      .map((command) => `${ROLES_TABLE}: ${command} is a command of no policy.`),
  ];
}

/** A guarantee in the README links to its test by the test's own name. */
function breachesOfReadme(): string[] {
  const links = readFileSync('README.md', 'utf8').matchAll(/\[([^\]]+)\]\(([^)]+\.ts)\)/g);
  return [...links]
    .filter(([, name = '', file = '']) => !existsSync(file) || !readFileSync(file, 'utf8').includes(name))
    .map(([, name, file]) => `README.md: ${file} has no test called "${name}".`);
}

/** Editors find apps and libraries by nest-cli.json: it lists each, and nothing else. */
function breachesOfNestCli(): string[] {
  const { projects } = JSON.parse(readFileSync('nest-cli.json', 'utf8')) as {
    projects: Readonly<Record<string, { readonly root: string }>>;
  };
  // The pages are no Nest application.
  const pages = 'apps/web';
  const listed = new Set(Object.values(projects).map(({ root }) => root));
  const folders = ['apps', 'libs'].flatMap((kind) => readdirSync(kind).map((name) => `${kind}/${name}`));
  return [
    ...folders
      .filter((folder) => !listed.has(folder) && folder !== pages)
      .map((folder) => `nest-cli.json: ${folder} is missing.`),
    ...[...listed].filter((root) => !folders.includes(root)).map((root) => `nest-cli.json: there is no ${root}.`),
  ];
}
