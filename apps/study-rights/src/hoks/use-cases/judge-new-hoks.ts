import { finnishDay } from '#kernel';
import type { SqlRunner } from '#platform';
import { can, reachOf } from '../../domain/policy.js';
import type { Caller } from '../../service-users/caller.js';
import type { EntryMode, HoksData } from '../domain/hoks.js';
import { mayCreateHoks } from '../domain/hoks-creation.js';
import type { StudyRight } from '../../study-rights/domain/study-right.js';
import type { Refusal } from '../../errors.js';
import { hoksTable } from '../persistence/hoks-table.js';
import { learnerTable } from '../../study-rights/persistence/learner-table.js';

/** The one way in which a new HOKS is judged, so that what passes the check is what can be stored. */
export async function judgeNewHoks(
  sql: SqlRunner,
  actor: Caller,
  studyRight: StudyRight | null,
  { data, mode, at }: { data: HoksData; mode: EntryMode; at: Date },
): Promise<{ studyRight: StudyRight } | Refusal> {
  const found = studyRight !== null && can(actor, 'create-hoks', { studyRight, mode }) === null ? studyRight : null;
  const existing = found && (await hoksTable.ofStudyRight(sql, found.institutionOid, found.oid));
  const learnerOids = found === null ? [] : await learnerTable.oidsOf(sql, found.learnerOid);
  return mayCreateHoks({ data, learnerOids, mode, reach: reachOf(actor), today: finnishDay(at) }, found, existing);
}
