import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, studyRights } from './client';
import { criterionOf } from './criterion-of';
import type { components } from './generated/study-rights';
import {
  foundStudyRightsQuery,
  STUDY_RIGHT_STATES,
  STUDY_RIGHT_TYPES,
  type StudyRightState,
  type StudyRightType,
} from './study-right-search';

type Schemas = components['schemas'];
export type StudyRightLine = Schemas['StudyRightLine'];
export type StudyRightOverview = Schemas['StudyRightOverview'];
/** A request to the desk as the provider's list has it. */
export type SupportCase = Schemas['ProvidersSupportCaseLine'];
export type InvalidationReason = SupportCase['reason'];

/** States by which a provider looks: what is invalidated it does not find (R161). */
export const FOUND_STATES = STUDY_RIGHT_STATES.filter((state) => state !== 'mitatoity');

/** What stands in the address of the list; oids, which lead to people, stay on the page (pages.md 5.14). */
export interface StudyRightSearch {
  readonly type?: StudyRightType | undefined;
  readonly state?: StudyRightState | undefined;
}

export function studyRightSearch(written: Readonly<Record<string, unknown>>): StudyRightSearch {
  return {
    type: STUDY_RIGHT_TYPES.find((type) => type === written['type']),
    state: FOUND_STATES.find((state) => state === written['state']),
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
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: 50, cursor: pageParam };
      const page = await dataOf(studyRights.GET('/api/study-rights/v1/support-cases', { params: { query }, signal }));
      return { ...page, items: page.items as readonly SupportCase[] };
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? undefined : Number(nextCursor)),
  });
}
