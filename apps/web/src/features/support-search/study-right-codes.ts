import type { StudyRightState, StudyRightType } from '../../api/study-right-search';

/** Koski's types of study right, the most common first. */
export const TYPES = [
  ...(['ammatillinenkoulutus', 'tuva', 'lukiokoulutus', 'perusopetus', 'vapaansivistystyonkoulutus'] as const),
  ...(['ahvenanmaanperusopetus', 'aikuistenperusopetus', 'diatutkinto', 'ebtutkinto', 'esiopetus'] as const),
  ...(['europeanschoolofhelsinki', 'ibtutkinto', 'internationalschool', 'kielitutkinto', 'korkeakoulutus'] as const),
  ...(['luva', 'muukuinsaanneltykoulutus', 'perusopetukseenvalmistavaopetus', 'perusopetuksenlisaopetus'] as const),
  ...(['taiteenperusopetus', 'ylioppilastutkinto'] as const),
] satisfies readonly StudyRightType[];

/** Koski's states of a study right. */
export const STATES = [
  ...(['lasna', 'loma', 'valiaikaisestikeskeytynyt', 'valmistunut', 'eronnut', 'katsotaaneronneeksi'] as const),
  ...(['peruutettu', 'mitatoity', 'keskeytynyt', 'paattynyt', 'hyvaksytystisuoritettu'] as const),
] satisfies readonly StudyRightState[];
