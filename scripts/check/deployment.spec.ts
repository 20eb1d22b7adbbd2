import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { imageDifferences } from './image.js';
import { flowDifferences, FLOWS } from './network-flows.js';
import { platformPodDifferences, podDifferences } from './pods.js';
import { itWith, kubectl } from '../../test/contracts/other-tools.js';

describe('the manifests as they are applied', () => {
  const withRendered = (name: string, test: (production: string) => void) =>
    itWith(
      kubectl(),
      name,
      async (command) => {
        const rendered = ['k8s/overlays/prod', 'k8s/operator'].map(
          (folder) => spawnSync(command, ['kustomize', folder], { encoding: 'utf8' }).stdout,
        );
        test(rendered.join('\n---\n'));
      },
      30_000,
    );

  withRendered('let through each flow that is needed and close those that must not be', (production) => {
    expect(flowDifferences(production)).toEqual([]);
    expect(FLOWS.filter(({ allowed }) => allowed).length).toBeGreaterThanOrEqual(35);
  });

  withRendered('with the service written into the peers, the flows of the table are closed', (production) => {
    const spoilt = production
      .replaceAll(
        'cnpg.io/cluster: decisions-database',
        'cnpg.io/cluster: decisions-database\n          app.kubernetes.io/name: decisions',
      )
      .replaceAll(
        'app.kubernetes.io/name: gateway\n    ports:\n    - port: http',
        'app.kubernetes.io/name: other\n    ports:\n    - port: http',
      );
    expect(flowDifferences(spoilt)).toEqual(
      expect.arrayContaining([
        'decisions → decisions-database, port 5432: the policies close it.',
        'decisions-migrate → decisions-database, port 5432: the policies close it.',
        'gateway → applications, port http: the policies close it.',
      ]),
    );
  });

  withRendered('without a policy everything is open, and reported', (production) => {
    const open = production.replaceAll('kind: NetworkPolicy', 'kind: Other');
    const closed = FLOWS.filter(({ allowed }) => !allowed);
    expect(flowDifferences(open)).toHaveLength(closed.length);
    expect(flowDifferences(production, [{ from: 'nobody', to: 'gateway', port: 80, allowed: true }])).toEqual([
      'nobody → gateway, port 80: there is no such pod in the manifests.',
    ]);
  });

  withRendered('describe pods that a restricted cluster takes: a numeric user, nothing writable', (production) => {
    expect(podDifferences(production)).toEqual([]);
    expect(podDifferences(production.replaceAll(/ +runAsUser: 65532\n/g, ''))).toHaveLength(13);
    expect(podDifferences(production.replaceAll('allowPrivilegeEscalation: false', ''))).toHaveLength(13);
    expect(podDifferences('')).toEqual(['No workload was rendered.']);
  });
});

describe('the pods that Strimzi makes', () => {
  const platform = readFileSync('k8s/platform/kafka.yaml', 'utf8');

  it('are restricted ones, as the namespace asks', () => {
    expect(platformPodDifferences(platform)).toEqual([]);
  });

  it.each([
    ['seccompProfile', 'kafka: its pods are not restricted'],
    ['allowPrivilegeEscalation', 'entityOperator: userOperatorContainer is not restricted'],
  ])('without %s they are not, and the check says so', (field, said) => {
    const spoilt = platform.replaceAll(field, 'other');
    expect(platformPodDifferences(spoilt).join('\n')).toContain(said);
  });
});

describe('the containers of docker compose', () => {
  interface Container {
    readonly command?: string[];
    readonly image?: string;
    readonly build?: object;
    readonly read_only?: boolean;
    readonly cap_drop?: string[];
    readonly healthcheck?: { readonly test: string[]; readonly start_period?: string };
    readonly depends_on?: Record<string, { condition: string }>;
  }
  const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
    services: Record<string, Container>;
  };
  const serving = Object.entries(services).filter(
    ([, { command }]) => command?.length === 1 && command[0]?.endsWith('/src/main.js'),
  );

  it('say when they can be used, and have time to start', () => {
    expect(serving.length).toBe(7);
    const silent = serving.filter(([, { healthcheck }]) => !healthcheck?.start_period);
    expect(silent.map(([name]) => name)).toEqual([]);
    for (const [, { healthcheck }] of serving) expect(healthcheck?.test.join(' ')).toContain('/health/ready');
  });

  it('the gateway waits for all behind it, so that it comes last', () => {
    const behind = serving.map(([name]) => name).filter((name) => name !== 'gateway');
    const waitsFor = services['gateway']?.depends_on ?? {};
    for (const name of behind) expect([name, waitsFor[name]?.condition]).toEqual([name, 'service_healthy']);
    expect(waitsFor['load-demo']?.condition).toBe('service_completed_successfully');
  });

  it('one of them builds the image, all of ours are read-only and without rights', () => {
    const ours = Object.entries(services).filter(([, { image }]) => image === 'hyvaksiluku:dev');
    expect(ours.filter(([, { build }]) => build).map(([name]) => name)).toEqual(['create-topics']);
    const unrestricted = ours.filter(([, each]) => !each.read_only || !each.cap_drop?.includes('ALL'));
    expect(unrestricted.map(([name]) => name)).toEqual([]);
    expect(ours.length).toBeGreaterThan(serving.length);
  });

  it('the probe of the broker starts no program of Java', () => {
    expect(services['kafka']?.healthcheck?.test.join(' ')).not.toMatch(/\.sh|java/);
    expect(services['kafka']?.healthcheck?.start_period).toBeDefined();
  });
});

describe('the image that serves people', () => {
  const started = 'args: [dist/apps/gateway/src/main.js, dist/apps/decisions/src/migrate.js]';
  const dockerfile = readFileSync('Dockerfile', 'utf8');

  it('has what is started and imported, and nothing of development', () => {
    expect(imageDifferences(started, dockerfile)).toEqual([]);
  });

  it.each([
    ['dist/libs/platform', 'dist/libs/platform/src/index.js, which is needed.'],
    ['dist/apps/operator', 'dist/apps/operator/src/gateway.js, which is needed.'],
  ])('without %s the check says so', (place, said) => {
    const without = dockerfile.replace('RUN rm -rf ', `RUN rm -rf ${place} `);
    expect(imageDifferences(started, without)).toContain(`Dockerfile: removes ${said}`);
  });

  it.each(['dist/apps/dev-idp', 'dist/libs/testing', 'dist/apps/*/bench'])('with %s the check says so', (place) => {
    const withIt = dockerfile.replace(` ${place} `, ' ');
    expect(imageDifferences(started, withIt)).toEqual([`Dockerfile: ${place} stays in the production image.`]);
  });
});
