import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';
import { startDateOf, stateOf } from '../../../study-rights/domain/opiskeluoikeus.js';
import type { StudyRight } from '../../../study-rights/domain/study-right.js';
import { refuseWays } from '../ways-of-hoks.js';

/**
 * In any other state, broken off or on leave, what was planned is not held against the days that came of it. Source: ehoks
 * src/oph/ehoks/hoks/schema.clj (katsotaan-eronneeksi?).
 */
const heldAgainst: readonly string[] = ['lasna', 'valmistunut', 'valiaikaisestikeskeytynyt'];

/** A way of acquiring competence lies between alkamispäivä and arvioituPäättymispäivä of the study right. */
export function wayLiesWithinTheStudyRight(
  fields: HoksFields,
  { studyRight }: { readonly studyRight: StudyRight },
): Refusal[] {
  if (!heldAgainst.includes(stateOf(studyRight.data))) return [];
  const start = startDateOf(studyRight.data);
  const { arvioituPäättymispäivä: end } = studyRight.data;
  return refuseWays(
    fields,
    'hoks/way-outside-study-right',
    ({ alku, loppu }) => (start !== null && alku < start) || (typeof end === 'string' && loppu > end),
  );
}
