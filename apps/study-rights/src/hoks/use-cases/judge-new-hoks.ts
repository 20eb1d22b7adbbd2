import { finnishDay } from '#kernel';
import type { SqlRunner } from '#platform';
import { type Caller, dealsWith, reachOf } from '../../access.js';
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
  const found = studyRight !== null && dealsWith(actor, studyRight.data.tyyppi.koodiarvo) ? studyRight : null;
  const existing = found && (await hoksTable.ofStudyRight(sql, found.institutionOid, found.oid));
  const learnerOids = found === null ? [] : await learnerTable.oidsOf(sql, found.learnerOid);
  return mayCreateHoks({ data, learnerOids, mode, reach: reachOf(actor), today: finnishDay(at) }, found, existing);
}
