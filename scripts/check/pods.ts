import { parseAllDocuments } from 'yaml';

interface Security {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: unknown;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
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
