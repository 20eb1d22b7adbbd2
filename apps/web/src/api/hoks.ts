import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, studyRights } from './client';
import type { components } from './generated/study-rights';

type Schemas = components['schemas'];
export type HoksOfStudyRight = Schemas['HoksOfStudyRight'];
export type HoksSection = Schemas['HoksSection'];
export type HoksField = Schemas['HoksField'];
export type Palaute = Schemas['Palaute'];
/** A HOKS in eHOKS's field names. */
export type HoksData = Readonly<Record<string, unknown>>;

/** What a HOKS is made of; the same for everybody, read once. */
export function hoksSectionsQuery() {
  return queryOptions({
    queryKey: ['codes', 'hoks-sections'],
    queryFn: async ({ signal }) =>
      (await dataOf(studyRights.GET('/api/study-rights/v1/hoks-sections', { signal }))).sections,
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

export function hoksQuery(oid: string) {
  return queryOptions({
    queryKey: ['hoks', oid],
    queryFn: ({ signal }) =>
      dataOf(studyRights.GET('/api/study-rights/v1/study-rights/{oid}/hoks', { params: { path: { oid } }, signal })),
  });
}

/** From when learners read their own HOKSes (R155). */
export function openingQuery() {
  return queryOptions({
    queryKey: ['hoks', 'opening'],
    queryFn: ({ signal }) => dataOf(studyRights.GET('/api/study-rights/v1/own-hokses/opening', { signal })),
  });
}

export function ownHoksesQuery() {
  return infiniteQueryOptions({
    queryKey: ['hoks', 'own'],
    queryFn: ({ pageParam, signal }) =>
      dataOf(studyRights.GET('/api/study-rights/v1/own-hokses', { params: { query: { cursor: pageParam } }, signal })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? undefined : Number(nextCursor)),
  });
}
