import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';
import { isTuva, type StudyRight } from '../../../study-rights/domain/study-right.js';

/** opiskeluvalmiuksia-tukevat-opinnot do not belong to a TUVA HOKS. */
export function supportingStudiesAreNotOnTuva(
  fields: HoksFields,
  { studyRight }: { readonly studyRight: StudyRight },
): Refusal[] {
  const place = 'opiskeluvalmiuksia-tukevat-opinnot';
  const given = (fields[place] ?? []).length > 0;
  return given && isTuva(studyRight) ? [refuse('hoks/supporting-studies-on-tuva', { place })] : [];
}
