import type { Admin, Kafka } from 'kafkajs';

type CreateCluster = (options: object) => unknown;

const READ_UNCOMMITTED = 0;

/**
 * An admin client to which a partition ends behind its last record, also behind those of a transaction that has not ended.
 * kafkajs's own asks for the last stable offset (`ListOffsets` with read_committed, regardless of its consumers), by
 * which a transaction that never ends looks like nothing to read. It has no setting for this: the one place where all of its
 * clients are made is reached by the symbol that it is kept under, and a test sees when that is no longer so.
 */
export function allRecordsAdmin(kafka: Kafka): Admin {
  const symbol = Object.getOwnPropertySymbols(kafka).find(
    ({ description }) => description === 'private:Kafka:createCluster',
  );
  if (symbol === undefined) return kafka.admin();
  const createCluster = (kafka as unknown as Record<symbol, CreateCluster>)[symbol];
  const create: CreateCluster = (options) => createCluster?.({ ...options, isolationLevel: READ_UNCOMMITTED });
  return (Object.create(kafka, { [symbol]: { value: create } }) as Kafka).admin();
}
