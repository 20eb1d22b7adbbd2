import { parseAllDocuments } from 'yaml';

interface Security {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: unknown;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly seccompProfile?: { readonly type?: string };
  readonly capabilities?: { readonly drop?: readonly string[] };
}

interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: {
    readonly template?: {
      readonly spec: {
        readonly securityContext?: Security;
        readonly containers: readonly {
          readonly name: string;
          readonly securityContext?: Security;
          readonly resources?: { readonly limits?: { readonly memory?: string } };
        }[];
      };
    };
  };
}

/**
 * Pods of the rendered manifests that a cluster with the "restricted" pod security standard would refuse, at admission or,
 * as with a user that is a name, when the kubelet starts them.
 */
export function podDifferences(rendered: string): string[] {
  const workloads = parseAllDocuments(rendered)
    .map((document) => document.toJS() as Workload)
    .filter(({ spec }) => spec?.template);
  if (workloads.length === 0) return ['No workload was rendered.'];
  return workloads.flatMap(({ kind, metadata, spec }) => {
    const pod = spec?.template?.spec;
    const where = `${kind} ${metadata.name}`;
    const user = Number.isInteger(pod?.securityContext?.runAsUser) && Number(pod?.securityContext?.runAsUser) > 0;
    return [
      ...(pod?.securityContext?.runAsNonRoot && user
        ? []
        : [`${where}: runAsNonRoot needs a numeric runAsUser above 0.`]),
      ...(pod?.containers ?? []).flatMap(({ name, securityContext: own, resources }) => [
        ...(own?.allowPrivilegeEscalation === false
          ? []
          : [`${where}, ${name}: allowPrivilegeEscalation is not false.`]),
        ...(own?.readOnlyRootFilesystem ? [] : [`${where}, ${name}: its root file system can be written.`]),
        ...(own?.capabilities?.drop?.includes('ALL') ? [] : [`${where}, ${name}: capabilities are not dropped.`]),
        ...(resources?.limits?.memory ? [] : [`${where}, ${name}: no limit of memory.`]),
      ]),
    ];
  });
}

interface KafkaResource {
  readonly kind: string;
  readonly spec?: Readonly<
    Record<string, { readonly template?: Readonly<Record<string, { securityContext?: Security }>> }>
  >;
}

/** Pods that Strimzi makes in our namespace, by part of its resource `Kafka`, with their containers. */
const STRIMZI_PODS: Readonly<Record<string, readonly string[]>> = {
  kafka: ['kafkaContainer'],
  entityOperator: ['topicOperatorContainer', 'userOperatorContainer'],
};

/** Pods of the platform that the same namespace would refuse: its operator takes "baseline" for enough. */
export function platformPodDifferences(rendered: string): string[] {
  const kafka = parseAllDocuments(rendered)
    .map((document) => document.toJS() as KafkaResource)
    .find(({ kind }) => kind === 'Kafka');
  return Object.entries(STRIMZI_PODS).flatMap(([part, containers]) => {
    const template = kafka?.spec?.[part]?.template ?? {};
    const pod = template['pod']?.securityContext;
    const unrestricted = containers.filter((name) => {
      const own = template[name]?.securityContext;
      return own?.allowPrivilegeEscalation !== false || !own.capabilities?.drop?.includes('ALL');
    });
    return [
      ...(pod?.runAsNonRoot && pod.seccompProfile?.type === 'RuntimeDefault'
        ? []
        : [`Kafka, ${part}: its pods are not restricted (runAsNonRoot, seccompProfile).`]),
      ...unrestricted.map(
        (name) => `Kafka, ${part}: ${name} is not restricted (allowPrivilegeEscalation, capabilities).`,
      ),
    ];
  });
}
