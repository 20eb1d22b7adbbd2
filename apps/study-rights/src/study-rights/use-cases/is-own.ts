import type { SqlRunner } from '#platform';
import type { Caller } from '../../service-users/caller.js';
import { isLearnerOid } from '../domain/oids.js';
import type { StudyRight } from '../domain/study-right.js';
import { learnerTable } from '../persistence/learner-table.js';

/** Whether a study right is the caller's own, under whichever oid: nobody changes those, by no way. */
export async function isOwn(sql: SqlRunner, { personId }: Caller, { learnerOid }: StudyRight): Promise<boolean> {
  return isLearnerOid(personId) && (await learnerTable.oidsOf(sql, learnerOid)).includes(personId);
}
