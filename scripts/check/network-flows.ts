import { parseAllDocuments } from 'yaml';

/** The table of flows: what the system needs, and some that must not be. A new process, database or outgoing flow comes here. */
export const FLOWS: readonly Flow[] = [
  ...['applications', 'decisions', 'recognition-bank', 'notifications', 'study-rights'].flatMap((service): Flow[] => [
    { from: 'gateway', to: service, port: 'http', allowed: true },
    { from: 'monitoring', to: service, port: 'metrics', allowed: true },
    { from: service, to: `${service}-database`, port: 5432, allowed: true },
    { from: `${service}-migrate`, to: `${service}-database`, port: 5432, allowed: true },
    { from: service, to: 'kafka', port: 9093, allowed: true },
    { from: service, to: 'issuer', port: 443, allowed: true },
    { from: service, to: 'dns', port: 53, allowed: true },
    { from: `${service}-migrate`, to: 'dns', port: 53, allowed: true },
    { from: 'ingress', to: service, port: 'http', allowed: false },
    { from: 'elsewhere', to: service, port: 'http', allowed: false },
    { from: service, to: 'elsewhere', port: 80, allowed: false },
    { from: `${service}-migrate`, to: 'issuer', port: 443, allowed: false },
  ]),
  { from: 'ingress', to: 'gateway', port: 'http', allowed: true },
  { from: 'monitoring', to: 'gateway', port: 'metrics', allowed: true },
  { from: 'gateway', to: 'issuer', port: 443, allowed: true },
  { from: 'gateway', to: 'dns', port: 53, allowed: true },
  { from: 'gateway', to: 'gateway-database', port: 5432, allowed: true },
  { from: 'gateway-migrate', to: 'gateway-database', port: 5432, allowed: true },
  { from: 'gateway-migrate', to: 'dns', port: 53, allowed: true },
  { from: 'gateway-migrate', to: 'issuer', port: 443, allowed: false },
  { from: 'applications', to: 'gateway-database', port: 5432, allowed: false },
  { from: 'notifications', to: 'mail', port: 25, allowed: true },
  // As k8s/operator has it: at work for decisions.
  { from: 'operator', to: 'gateway', port: 'http', allowed: true },
  { from: 'operator', to: 'decisions-database', port: 5432, allowed: true },
  { from: 'operator', to: 'kafka', port: 9093, allowed: true },
  { from: 'operator', to: 'dns', port: 53, allowed: true },
  { from: 'operator', to: 'applications-database', port: 5432, allowed: false },
  { from: 'operator', to: 'applications', port: 'http', allowed: false },
  { from: 'operator', to: 'issuer', port: 443, allowed: false },
  { from: 'elsewhere', to: 'operator', port: 8080, allowed: false },
  { from: 'kafka', to: 'kafka', port: 9091, allowed: true },
  { from: 'applications-database', to: 'applications-database', port: 5432, allowed: true },
  { from: 'operators', to: 'applications-database', port: 8000, allowed: true },
  { from: 'elsewhere', to: 'gateway', port: 'http', allowed: false },
  { from: 'applications', to: 'decisions', port: 'http', allowed: false },
  { from: 'applications', to: 'decisions-database', port: 5432, allowed: false },
  { from: 'gateway', to: 'applications-database', port: 5432, allowed: false },
  { from: 'gateway', to: 'kafka', port: 9093, allowed: false },
  { from: 'decisions', to: 'mail', port: 25, allowed: false },
];

/** A connection that one kind of pod opens to a port of another. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly port: number | string;
  readonly allowed: boolean;
}

interface Pod {
  readonly namespace: string;
  readonly labels: Labels;
  /** Numbers of its named ports. */
  readonly ports: ReadonlyMap<string, number>;
  /** An address outside the cluster; then there is no namespace that counts. */
  readonly address?: string;
}

type Labels = Readonly<Record<string, string>>;

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { key: string; operator: string; values?: readonly string[] }[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number | string }[];
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly podSelector?: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
    readonly template?: {
      readonly metadata?: { readonly labels?: Labels };
      readonly spec: { readonly containers: readonly { readonly ports?: readonly NamedPort[] }[] };
    };
  };
}

interface NamedPort {
  readonly name: string;
  readonly containerPort: number;
}

const NAMESPACE = 'hyvaksiluku';

/** What is not in the application's own manifests: pods of operators and of the cluster, and addresses outside. */
const NEIGHBOURS: readonly [string, Pod][] = [
  ['kafka', pod({ 'strimzi.io/cluster': 'hyvaksiluku' })],
  ['ingress', pod({}, 'ingress-nginx')],
  ['monitoring', pod({}, 'monitoring')],
  ['mail', pod({}, 'mail')],
  ['dns', pod({ 'k8s-app': 'kube-dns' }, 'kube-system')],
  ['operators', pod({}, 'operators')],
  ['elsewhere', pod({}, 'elsewhere')],
  ['issuer', { ...pod({}, ''), address: '192.0.2.10' }],
];

/** One sentence per flow that the rendered policies open or close against the table, and per unknown pod in it. */
export function flowDifferences(rendered: string, flows: readonly Flow[] = FLOWS): string[] {
  const manifests = parseAllDocuments(rendered).map((document) => document.toJS() as Manifest);
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
  const pods = new Map<string, Pod>(NEIGHBOURS);
  for (const { kind, metadata, spec } of manifests) {
    if (!['Deployment', 'Job'].includes(kind)) continue;
    const ports = spec.template?.spec.containers.flatMap((container) => container.ports ?? []) ?? [];
    const named = new Map(ports.map(({ name, containerPort }) => [name, containerPort]));
    const name = metadata.name.replace(/-service$/, '');
    pods.set(name, { namespace: NAMESPACE, labels: spec.template?.metadata?.labels ?? {}, ports: named });
    if (!name.endsWith('-migrate')) pods.set(`${name}-database`, pod({ 'cnpg.io/cluster': `${name}-database` }));
  }
  return flows.flatMap((flow) => {
    const [from, to] = [pods.get(flow.from), pods.get(flow.to)];
    const place = `${flow.from} → ${flow.to}, port ${flow.port}`;
    if (!from || !to) return [`${place}: there is no such pod in the manifests.`];
    const open =
      mayPass(policies, 'Egress', from, to, flow.port) && mayPass(policies, 'Ingress', to, from, flow.port, to);
    if (open === flow.allowed) return [];
    return [`${place}: the policies ${open ? 'let it through' : 'close it'}.`];
  });
}

/** Whether the policies of one side let the other one in or out (NetworkPolicy v1). */
function mayPass(
  policies: readonly Manifest[],
  direction: 'Ingress' | 'Egress',
  own: Pod,
  other: Pod,
  port: number | string,
  target: Pod = other,
): boolean {
  if (own.address !== undefined) return true;
  const binding = policies.filter(
    ({ metadata, spec }) =>
      (metadata.namespace ?? NAMESPACE) === own.namespace &&
      (spec.policyTypes ?? ['Ingress']).includes(direction) &&
      selects(spec.podSelector ?? {}, own.labels),
  );
  if (binding.length === 0) return true;
  const number = typeof port === 'number' ? port : target.ports.get(port);
  return binding.some(({ metadata, spec }) => {
    const rules = (direction === 'Ingress' ? spec.ingress : spec.egress) ?? [];
    return rules.some(({ from, to, ports }) => {
      const peers = direction === 'Ingress' ? from : to;
      const numbers = ports?.map((one) => (typeof one.port === 'number' ? one.port : target.ports.get(one.port)));
      const isPort = !numbers || numbers.includes(number);
      return isPort && (!peers || peers.some((peer) => isPeer(peer, other, metadata.namespace ?? NAMESPACE)));
    });
  });
}

function isPeer({ podSelector, namespaceSelector, ipBlock }: Peer, pod_: Pod, namespace: string): boolean {
  if (ipBlock) return pod_.address !== undefined && ipBlock.cidr === '0.0.0.0/0';
  if (pod_.address !== undefined) return false;
  const isNamespace = namespaceSelector
    ? selects(namespaceSelector, { 'kubernetes.io/metadata.name': pod_.namespace })
    : pod_.namespace === namespace;
  return isNamespace && selects(podSelector ?? {}, pod_.labels);
}

function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([name, value]) => labels[name] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      if (operator === 'In') return values.includes(labels[key] ?? '');
      if (operator === 'NotIn') return !values.includes(labels[key] ?? '');
      return operator === 'Exists' ? key in labels : !(key in labels);
    })
  );
}

function pod(labels: Labels, namespace = NAMESPACE): Pod {
  return { namespace, labels, ports: new Map() };
}
