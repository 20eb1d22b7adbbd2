import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, studyRights } from './client';
import { criterionOf } from './criterion-of';
import type { components } from './generated/study-rights';
import { foundStudyRightsQuery } from './study-right-search';

type Schemas = components['schemas'];
export type StudyRightLine = Schemas['StudyRightLine'];
export type StudyRightOverview = Schemas['StudyRightOverview'];
export type SupportCase = Schemas['SupportCase'];
export type InvalidationReason = SupportCase['reason'];

export const TYPES = [
  'ammatillinenkoulutus',
  'tuva',
  'lukiokoulutus',
  'perusopetus',
  'vapaansivistystyonkoulutus',
] as const;
export const STATES = [
  ...(['lasna', 'loma', 'valiaikaisestikeskeytynyt', 'valmistunut', 'eronnut'] as const),
  ...(['katsotaaneronneeksi', 'peruutettu'] as const),
];

/** What stands in the address of the list; oids, which lead to people, stay on the page (pages.md 5.14). */
export interface StudyRightSearch {
  readonly type?: (typeof TYPES)[number] | undefined;
  readonly state?: (typeof STATES)[number] | undefined;
}

export function studyRightSearch(written: Readonly<Record<string, unknown>>): StudyRightSearch {
  return {
    type: TYPES.find((type) => type === written['type']),
    state: STATES.find((state) => state === written['state']),
  };
}

/** Study rights within reach, by oid; the service wants at least one criterion. */
export function studyRightListQuery(search: StudyRightSearch, text: string) {
  const criteria = { ...search, ...criterionOf(text) };
  return {
    ...foundStudyRightsQuery(criteria),
    enabled: Object.values(criteria).some((value) => value !== undefined),
  };
}

export function studyRightQuery(oid: string) {
  return queryOptions({
    queryKey: ['study-right', oid],
    queryFn: ({ signal }) =>
      dataOf(
        studyRights.GET('/api/study-rights/v1/study-rights/{oid}/overview', { params: { path: { oid } }, signal }),
      ),
  });
}

/** Newest first: of a thousand versions the last ones are looked at. */
export function versionListQuery(oid: string) {
  return infiniteQueryOptions({
    queryKey: ['study-right', oid, 'versions'],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        studyRights.GET('/api/study-rights/v1/study-rights/{oid}/versions', {
          params: { path: { oid }, query: { order: 'NEWEST_FIRST', limit: 20, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? undefined : Number(nextCursor)),
  });
}

/** How a version differs from the one before; asked for what is shown only. */
export function differencesQuery(oid: string, version: number) {
  return queryOptions({
    queryKey: ['study-right', oid, 'differences', version],
    queryFn: ({ signal }) =>
      dataOf(
        studyRights.GET('/api/study-rights/v1/study-rights/{oid}/versions/{version}/differences', {
          params: { path: { oid, version }, query: { from: version - 1 } },
          signal,
        }),
      ),
    staleTime: Infinity,
  });
}

/** The provider's requests to the support desk, in the order of opening. */
export function ownCasesQuery() {
  return infiniteQueryOptions({
    queryKey: ['support-case', 'list'],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        studyRights.GET('/api/study-rights/v1/support-cases', {
          params: { query: { limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? undefined : Number(nextCursor)),
  });
}
