import type { HoksFields } from '../hoks.js';
import { startDateOf } from '../opiskeluoikeus.js';
import type { Refusal } from '../refusal.js';
import type { StudyRight } from '../study-right.js';
import { refuseWays } from './ways-of-hoks.js';

/** A way of acquiring competence lies between alkamispäivä and arvioituPäättymispäivä of the study right. */
export function wayLiesWithinTheStudyRight(
  fields: HoksFields,
  { studyRight }: { readonly studyRight: StudyRight },
): Refusal[] {
  const start = startDateOf(studyRight.data);
  const { arvioituPäättymispäivä: end } = studyRight.data;
  return refuseWays(
    fields,
    'hoks/way-outside-study-right',
    ({ alku, loppu }) => (start !== null && alku < start) || (typeof end === 'string' && loppu > end),
  );
}
