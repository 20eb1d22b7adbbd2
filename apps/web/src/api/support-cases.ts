import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, studyRights } from './client';
import type { components } from './generated/study-rights';

type Schemas = components['schemas'];
/** A case with what the desk needs to decide on it. */
export type CaseFile = Schemas['CaseFile'];
export type CaseLine = Schemas['DesksSupportCaseLine'];
export type Standing = Schemas['SupportCaseStanding'];
export type Difference = Schemas['VersionDifference'];
export type TimelineEntry = Schemas['SupportCaseTimelineEntry'];
export type BrokenHoks = Schemas['BrokenHoks'];

export const CASE_STATES = ['OPEN', 'PROPOSED', 'COMPLETED', 'REJECTED', 'WITHDRAWN'] as const;
export const TIMELINE_KINDS = ['CASE', 'REFUSAL', 'VERSION', 'HOKS', 'PUBLISHED', 'READ'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** What stands in the address of the list of cases. */
export interface CaseSearch {
  /** A state, or all of them; left out: those that are not settled. */
  readonly show?: (typeof CASE_STATES)[number] | 'all' | undefined;
}

export function caseSearch({ show }: Readonly<Record<string, unknown>>): CaseSearch {
  return { show: ([...CASE_STATES, 'all'] as const).find((known) => known === show) };
}

const onePageAfterAnother = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined,
};

/** Cases in the order of opening: those that wait longest come first. */
export function caseListQuery({ show }: CaseSearch) {
  const which = show === 'all' ? {} : show === undefined ? { settled: 'false' as const } : { state: show };
  return infiniteQueryOptions({
    queryKey: ['support-case', 'list', which],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...which, limit: 50, ...(pageParam !== undefined && { cursor: Number(pageParam) }) };
      const page = await dataOf(studyRights.GET('/api/study-rights/v1/support-cases', { params: { query }, signal }));
      return { ...page, items: page.items as readonly CaseLine[] };
    },
    ...onePageAfterAnother,
  });
}

export function caseFileQuery(id: string) {
  return queryOptions({
    queryKey: ['support-case', id],
    queryFn: async ({ signal }) =>
      (await dataOf(
        studyRights.GET('/api/study-rights/v1/support-cases/{id}', {
          params: { path: { id }, query: { records: 'NONE' } },
          signal,
        }),
      )) as CaseFile,
  });
}

/** What has happened, newest first; reads only when they are asked for. */
export function caseTimelineQuery(id: string, kind: TimelineKind | undefined) {
  return infiniteQueryOptions({
    queryKey: ['support-case', id, 'timeline', kind],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        studyRights.GET('/api/study-rights/v1/support-cases/{id}/timeline', {
          params: { path: { id }, query: { kind, ...(pageParam !== undefined && { cursor: Number(pageParam) }) } },
          signal,
        }),
      ),
    ...onePageAfterAnother,
  });
}

export function brokenHoksQuery() {
  return infiniteQueryOptions({
    queryKey: ['support-case', 'broken'],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        studyRights.GET('/api/study-rights/v1/broken-hoks', {
          params: { query: { limit: 50, ...(pageParam !== undefined && { cursor: Number(pageParam) }) } },
          signal,
        }),
      ),
    ...onePageAfterAnother,
  });
}
