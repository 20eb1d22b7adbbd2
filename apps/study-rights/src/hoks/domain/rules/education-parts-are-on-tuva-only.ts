import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';
import { isTuva, type StudyRight } from '../../../study-rights/domain/study-right.js';

/** hankittavat-koulutuksen-osat are parts of TUVA and of nothing else. */
export function educationPartsAreOnTuvaOnly(
  fields: HoksFields,
  { studyRight }: { readonly studyRight: StudyRight },
): Refusal[] {
  const place = 'hankittavat-koulutuksen-osat';
  const given = (fields[place] ?? []).length > 0;
  return given && !isTuva(studyRight) ? [refuse('hoks/education-parts-not-on-tuva', { place })] : [];
}
