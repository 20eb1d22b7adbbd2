import kafkajs, { type AclEntry, type Admin } from 'kafkajs';
import { type BrokerOperation, type BrokerRight, brokerRights } from '#contracts';
import { kafkaClient, type KafkaConnection } from './kafka-client.js';

// kafkajs is CommonJS: its enumerations come by the default import only.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;
const SILENT = { info: () => undefined, warn: () => undefined };

const OPERATIONS: Record<BrokerOperation, AclEntry['operation']> = {
  Read: AclOperationTypes.READ,
  Write: AclOperationTypes.WRITE,
  Create: AclOperationTypes.CREATE,
  Delete: AclOperationTypes.DELETE,
  Describe: AclOperationTypes.DESCRIBE,
  DescribeConfigs: AclOperationTypes.DESCRIBE_CONFIGS,
};

/**
 * Makes the access list of the brokers equal to the declared rights, for the declared principals: grants what is
 * missing, takes away what is too much. Other principals are left alone. Signs in as somebody who may alter the cluster.
 * @returns how many entries were granted and taken away
 */
export async function ensureRights(
  connection: readonly string[] | KafkaConnection,
): Promise<{ granted: number; withdrawn: number }> {
  const admin = kafkaClient('hyvaksiluku-rights', connection, SILENT).admin();
  await admin.connect();
  try {
    const declared = new Map(
      brokerRights()
        .flatMap(entries)
        .map((entry) => [nameOf(entry), entry] as const),
    );
    const principals = new Set([...declared.values()].map(({ principal }) => principal));
    const standing = new Map(
      (await everyEntry(admin))
        .filter(({ principal }) => principals.has(principal))
        .map((entry) => [nameOf(entry), entry] as const),
    );
    const missing = [...declared].filter(([name]) => !standing.has(name)).map(([, entry]) => entry);
    const surplus = [...standing].filter(([name]) => !declared.has(name)).map(([, entry]) => entry);
    if (missing.length > 0) await admin.createAcls({ acl: missing });
    if (surplus.length > 0) await admin.deleteAcls({ filters: surplus });
    return { granted: missing.length, withdrawn: surplus.length };
  } finally {
    await admin.disconnect();
  }
}

function entries({ principal, resource, name, pattern, operations }: BrokerRight): AclEntry[] {
  return operations.map((operation) => ({
    resourceType: resource === 'topic' ? AclResourceTypes.TOPIC : AclResourceTypes.GROUP,
    resourceName: name,
    resourcePatternType: pattern === 'literal' ? ResourcePatternTypes.LITERAL : ResourcePatternTypes.PREFIXED,
    principal: `User:${principal}`,
    host: '*',
    operation: OPERATIONS[operation],
    permissionType: AclPermissionTypes.ALLOW,
  }));
}

async function everyEntry(admin: Admin): Promise<AclEntry[]> {
  const { resources } = await admin.describeAcls({
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
  });
  return resources.flatMap(({ acls, ...resource }) => acls.map((acl) => ({ ...resource, ...acl })));
}

function nameOf(entry: AclEntry): string {
  const { resourceType, resourceName, resourcePatternType, principal, host, operation, permissionType } = entry;
  return [resourceType, resourceName, resourcePatternType, principal, host, operation, permissionType].join('\n');
}
