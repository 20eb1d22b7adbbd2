import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { SERVICES } from '#contracts';
import * as platform from '#platform';
import { parse, parseAllDocuments } from 'yaml';
import { alertDifferences } from './alerts.js';
import { imageDifferences } from './image.js';
import { flowDifferences } from './network-flows.js';
import { platformPodDifferences, podDifferences } from './pods.js';
import { hashOfFolder, remembered } from './remembered.js';
import { generateKafkaTopics } from '../generate/kafka-topics.js';
import { fingerprints } from '../launcher/program-files.js';

type Variables = Readonly<Record<string, string>>;

/** A process as some manifest starts it. */
interface Deployed {
  readonly where: string;
  readonly app: string;
  /** Set for this process. */
  readonly own: Variables;
  /** Set for several processes at once: not each needs each. */
  readonly shared: Variables;
}

const BASE = 'k8s/base/kustomization.yaml';
const OPERATOR = 'k8s/operator/kustomization.yaml';
const SERVICES_WITH_DATABASE: readonly string[] = SERVICES;

/**
 * Where docker-compose.yml and k8s/ say something else than the code: a variable no process reads, a variable missing or
 * wrong, a port that is not the one exposed, a topic list that differs, an alert on nothing. One sentence per difference.
 */
export async function deploymentDifferences(): Promise<string[]> {
  const deployed = [...composeProcesses(), ...kubernetesProcesses()];
  const configured = deployed.filter(hasConfig);
  return [
    ...(await renderedDifferences()),
    ...configured.flatMap(unknownVariables),
    ...(await allRejectedSettings(configured)),
    ...portDifferences(),
    ...principalDifferences(),
    ...operatorDifferences(),
    ...topicDifferences(),
    ...alertDifferences(),
  ];
}

function composeProcesses(): Deployed[] {
  const compose = readYaml('docker-compose.yml') as {
    services: Record<string, { command?: string[]; environment?: Record<string, string | number> }>;
  };
  return Object.entries(compose.services).flatMap(([name, { command, environment }]) => {
    const app = /^dist\/apps\/([^/]+)\/src\/main\.js$/.exec(command?.[0] ?? '')?.[1];
    return app ? [{ where: `docker-compose.yml, ${name}`, app, own: texts(environment ?? {}), shared: {} }] : [];
  });
}

function kubernetesProcesses(): Deployed[] {
  const environment = literals(BASE, 'environment');
  const services = SERVICES_WITH_DATABASE.map((app) => ({
    where: `k8s/base/${app}`,
    app,
    own: {
      ...literals(`k8s/base/${app}/kustomization.yaml`, 'settings'),
      ...containerVariables('k8s/base/service/deployment.yaml'),
    },
    shared: environment,
  }));
  const gateway = {
    where: 'k8s/base/gateway',
    app: 'gateway',
    own: {
      ...literals('k8s/base/gateway/kustomization.yaml', 'gateway-settings'),
      ...containerVariables('k8s/base/gateway/deployment.yaml'),
    },
    shared: environment,
  };
  const devIdp = {
    where: 'k8s/overlays/dev, dev-idp',
    app: 'dev-idp',
    own: literals('k8s/overlays/dev/kustomization.yaml', 'dev-idp-settings'),
    shared: {},
  };
  const operator = {
    where: 'k8s/operator',
    app: 'operator',
    own: { ...literals(OPERATOR, 'operator-settings'), ...containerVariables('k8s/operator/job.yaml') },
    shared: {},
  };
  return [...services, gateway, devIdp, operator];
}

/** The operator's program meets the brokers as the services do. */
function operatorDifferences(): string[] {
  const [own, base] = [literals(OPERATOR, 'operator-settings'), literals(BASE, 'environment')];
  return Object.keys(own)
    .filter((name) => name in base && own[name] !== base[name])
    .map((name) => `${OPERATOR}: ${name} is not as in ${BASE}.`);
}

/**
 * What the rendered manifests say. kubectl is needed; `WITHOUT_KUBECTL=1`, for a machine that cannot have it (.ci/run), leaves
 * this part out and says so.
 */
async function renderedDifferences(): Promise<string[]> {
  if (process.env['WITHOUT_KUBECTL'] === '1') {
    console.log('NOT RUN: flows, pods and image by the rendered manifests (no kubectl)');
    return [];
  }
  const folders = ['k8s/overlays/dev', 'k8s/overlays/prod', 'k8s/platform', 'k8s/operator'];
  const render = (folder: string) => run('kubectl', ['kustomize', folder], process.env);
  const results = await remembered(
    'rendered',
    hashOfFolder('k8s'),
    () => Promise.all(folders.map(render)),
    (rendered) => rendered.every(({ code }) => code === 0),
  );
  const sentences = results.flatMap(({ code, said }, index) => (code === 0 ? [] : [`${folders[index]}: ${said}`]));
  const production = `${results[1]?.output}\n---\n${results[3]?.output}`;
  if (sentences.length > 0) return sentences;
  return [
    ...flowDifferences(production),
    ...podDifferences(production),
    ...platformPodDifferences(results[2]?.output ?? ''),
    ...imageDifferences(production),
  ];
}

/** Variables that the process would never read. `X_FILE` stands for X. */
function unknownVariables({ where, app, own }: Deployed): string[] {
  const known = new Set(settingsOf(app));
  return Object.keys(own)
    .filter((name) => !known.has(name.replace(/_FILE$/, '')))
    .map((name) => `${where}: ${name} is no setting of ${configFile(app)}.`);
}

/** A process for each: only while neither the settings nor what reads them has changed, its answer is known. */
function allRejectedSettings(configured: readonly Deployed[]): Promise<string[]> {
  const readers = fingerprints('.', { all: configured.map(({ app }) => `apps/${app}/src/config.js`) });
  return remembered(
    'settings',
    JSON.stringify([...readers, configured]),
    async () => (await Promise.all(configured.map(rejectedSettings))).flat(),
    (sentences) => sentences.length === 0,
  );
}

/** The sentences with which the process itself would refuse these settings. */
async function rejectedSettings({ where, app, own, shared }: Deployed): Promise<string[]> {
  const env = withMountedSecrets(app, { ...shared, ...own });
  const script =
    `const { configSchema } = await import('./dist/apps/${app}/src/config.js');` +
    `if (configSchema) (await import('#platform')).loadConfig(configSchema);`;
  // Exactly these variables, as in the container.
  const { code, said } = await run(process.execPath, ['--input-type=module', '--eval', script], env);
  return code === 0 ? [] : [`${where}: refused by ${configFile(app)}: ${said}`];
}

/** The settings with something in the place of each file that only the cluster has. */
function withMountedSecrets(app: string, settings: Variables): Variables {
  const contents: Variables = {
    DATABASE_URL: `postgres://${app}:secret@${app}-database-rw:5432/${app}`,
    KAFKA_SASL_PASSWORD: 'secret',
    KAFKA_TLS_CA: rootCertificates[0] ?? '',
    SESSION_KEYS: Buffer.alloc(32).toString('base64'),
  };
  const entries = Object.entries(settings).map(([name, value]): [string, string] => {
    const content = contents[name.replace(/_FILE$/, '')];
    return name.endsWith('_FILE') && content !== undefined ? [name.replace(/_FILE$/, ''), content] : [name, value];
  });
  return Object.fromEntries(entries);
}

/** Each service signs in to the brokers as itself, with its own password. */
function principalDifferences(): string[] {
  return SERVICES_WITH_DATABASE.flatMap((app) => {
    const file = `k8s/base/${app}/kustomization.yaml`;
    const principal = literals(file, 'settings')['KAFKA_SASL_USERNAME'];
    const secret = /volumes\/1\/secret\/secretName, value: (\S+)/.exec(readFileSync(file, 'utf8'))?.[1];
    return [
      ...(principal === app ? [] : [`${file}: KAFKA_SASL_USERNAME is not ${app}.`]),
      ...(secret === app ? [] : [`${file}: the password of the broker does not come from the Secret ${app}.`]),
    ];
  });
}

/** Names of the settings in an app's config.ts: its own and those of the fragments that it spreads. */
function settingsOf(app: string): string[] {
  const source = readFileSync(configFile(app), 'utf8');
  const fragments = [...source.matchAll(/\.\.\.(\w+Settings)\b/g)].flatMap(([, fragment]) =>
    Object.keys((platform as unknown as Record<string, object>)[fragment ?? ''] ?? {}),
  );
  const own = [...source.matchAll(/^\s+([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name ?? '');
  return [...fragments, ...own];
}

/** Kubernetes names ports twice: in the ConfigMap for the process and in the patch for the probes. */
function portDifferences(): string[] {
  return SERVICES_WITH_DATABASE.flatMap((app) => {
    const file = `k8s/base/${app}/kustomization.yaml`;
    const settings = literals(file, 'settings');
    const patched = [...readFileSync(file, 'utf8').matchAll(/containerPort, value: (\d+)/g)].map(([, port]) => port);
    const expected = [settings['HTTP_PORT'], settings['METRICS_PORT']];
    return String(patched) === String(expected) ? [] : [`${file}: container ports ${patched} are not ${expected}.`];
  });
}

function topicDifferences(): string[] {
  return Object.entries(generateKafkaTopics()).flatMap(([file, content]) => {
    const names = (text: string) =>
      parseAllDocuments(text).map((document) => (document.toJS() as { metadata: { name: string } }).metadata.name);
    const [committed, declared] = [new Set(names(readFileSync(file, 'utf8'))), new Set(names(content))];
    return [
      ...[...declared.difference(committed)].map((topic) => `${file}: ${topic} is missing.`),
      ...[...committed.difference(declared)].map(
        (topic) => `${file}: ${topic} is not in libs/contracts/src/topics.ts.`,
      ),
    ];
  });
}

function hasConfig({ app }: Deployed): boolean {
  return existsSync(configFile(app));
}

function configFile(app: string): string {
  return `apps/${app}/src/config.ts`;
}

function literals(file: string, configMap: string): Variables {
  const { configMapGenerator } = readYaml(file) as { configMapGenerator: { name: string; literals: string[] }[] };
  const found = configMapGenerator.find(({ name }) => name === configMap)?.literals ?? [];
  return Object.fromEntries(found.map((literal) => literal.split(/=(.*)/s).slice(0, 2) as [string, string]));
}

function containerVariables(file: string): Variables {
  const { spec } = readYaml(file) as {
    spec: { template: { spec: { containers: { env: { name: string; value: string }[] }[] } } };
  };
  const [container] = spec.template.spec.containers;
  return Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
}

function readYaml(file: string): unknown {
  return parse(readFileSync(file, 'utf8'), { merge: true });
}

function texts(values: Record<string, string | number>): Variables {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** Runs a program to its end; rejects when there is no such program. */
/** @throws Error when the command is not on this machine */
function run(
  command: string,
  parameters: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; output: string; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, said] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    child.once('error', (cause) => reject(new Error(`${command} is needed and did not start`, { cause })));
    child.once('close', (code) => resolve({ code, output, said: said.trim().slice(0, 1000) }));
  });
}
