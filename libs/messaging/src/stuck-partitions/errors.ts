import { errorTable } from '#platform';

/** What the stuck partitions' interface answers with besides the platform's codes; the same in every service. */
export const stuckPartitionErrors = errorTable(new URL('./texts/', import.meta.url), {
  'stuck-partition/read': { status: 409 },
});

/** A code of the controllers for stuck partitions. */
export type StuckPartitionErrorCode = keyof typeof stuckPartitionErrors;
