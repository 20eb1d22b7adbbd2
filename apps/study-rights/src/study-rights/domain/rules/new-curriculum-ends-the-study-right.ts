import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { additionsOf, type Opiskeluoikeus } from '../opiskeluoikeus.js';

/**
 * A vocational study right that ended because the learner went over to a new curriculum (siirtynytUusiinTutkinnonPerusteisiin) has
 * ended as `katsotaaneronneeksi`. Koski AmmatillinenValidation (11.12.2024).
 */
export function newCurriculumEndsTheStudyRight(opiskeluoikeus: Opiskeluoikeus): Refusal[] {
  const { tyyppi, tila } = opiskeluoikeus;
  const wentOver =
    tyyppi.koodiarvo === 'ammatillinenkoulutus' &&
    additionsOf(opiskeluoikeus)['siirtynytUusiinTutkinnonPerusteisiin'] === true;
  const ended = tila.opiskeluoikeusjaksot.some((period) => period.tila.koodiarvo === 'katsotaaneronneeksi');
  return wentOver && !ended ? [refuse('badRequest.validation.tila.eiPäättävääTilaa')] : [];
}
