import { infiniteQueryOptions } from '@tanstack/react-query';
import { dataOf, studyRights } from './client';
import type { components, operations } from './generated/study-rights';

export type FoundStudyRight = components['schemas']['StudyRightLine'];
type Query = NonNullable<operations['searchStudyRights']['parameters']['query']>;
/** What is looked for: every field given has to hold. */
export type StudyRightCriteria = Omit<Query, 'limit' | 'cursor'>;
export type StudyRightType = NonNullable<Query['type']>;
export type StudyRightState = NonNullable<Query['state']>;

/** Koski's types of study right, the most common first. */
export const STUDY_RIGHT_TYPES = [
  ...(['ammatillinenkoulutus', 'tuva', 'lukiokoulutus', 'perusopetus', 'vapaansivistystyonkoulutus'] as const),
  ...(['ahvenanmaanperusopetus', 'aikuistenperusopetus', 'diatutkinto', 'ebtutkinto', 'esiopetus'] as const),
  ...(['europeanschoolofhelsinki', 'ibtutkinto', 'internationalschool', 'kielitutkinto', 'korkeakoulutus'] as const),
  ...(['luva', 'muukuinsaanneltykoulutus', 'perusopetukseenvalmistavaopetus', 'perusopetuksenlisaopetus'] as const),
  ...(['taiteenperusopetus', 'ylioppilastutkinto'] as const),
] satisfies readonly StudyRightType[];

/** Koski's states of a study right. */
export const STUDY_RIGHT_STATES = [
  ...(['lasna', 'loma', 'valiaikaisestikeskeytynyt', 'valmistunut', 'eronnut', 'katsotaaneronneeksi'] as const),
  ...(['peruutettu', 'mitatoity', 'keskeytynyt', 'paattynyt', 'hyvaksytystisuoritettu'] as const),
] satisfies readonly StudyRightState[];

/** A page after another of what all criteria find, by oid. */
export function foundStudyRightsQuery(criteria: StudyRightCriteria) {
  return infiniteQueryOptions({
    queryKey: ['study-right', 'list', criteria],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        studyRights.GET('/api/study-rights/v1/study-rights', {
          params: { query: { ...criteria, limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
