import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';
import { isTuva, type StudyRight } from '../../../study-rights/domain/study-right.js';

/** tuva-opiskeluoikeus-oid stands on a vocational HOKS that runs beside TUVA, never on the TUVA HOKS itself. */
export function tuvaLinkIsNotOnTuvaHoks(
  fields: HoksFields,
  { studyRight }: { readonly studyRight: StudyRight },
): Refusal[] {
  const place = 'tuva-opiskeluoikeus-oid';
  return isTuva(studyRight) && fields[place] !== undefined ? [refuse('hoks/tuva-link-on-tuva-hoks', { place })] : [];
}
