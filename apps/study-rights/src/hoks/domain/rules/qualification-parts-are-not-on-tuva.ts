import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';
import { isTuva, type StudyRight } from '../../../study-rights/domain/study-right.js';

const qualificationParts = [
  'aiemmin-hankitut-ammat-tutkinnon-osat',
  'aiemmin-hankitut-yhteiset-tutkinnon-osat',
  'aiemmin-hankitut-paikalliset-tutkinnon-osat',
  'hankittavat-ammat-tutkinnon-osat',
  'hankittavat-yhteiset-tutkinnon-osat',
  'hankittavat-paikalliset-tutkinnon-osat',
] as const;

/** TUVA is no qualification: a TUVA HOKS has no tutkinnon osat, acquired before or to be acquired. */
export function qualificationPartsAreNotOnTuva(
  fields: HoksFields,
  { studyRight }: { readonly studyRight: StudyRight },
): Refusal[] {
  if (!isTuva(studyRight)) return [];
  return qualificationParts
    .filter((name) => (fields[name] ?? []).length > 0)
    .map((place) => refuse('hoks/qualification-parts-on-tuva', { place }));
}
