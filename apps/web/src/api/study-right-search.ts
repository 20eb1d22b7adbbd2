import { infiniteQueryOptions } from '@tanstack/react-query';
import { dataOf, studyRights } from './client';
import type { components, operations } from './generated/study-rights';

export type FoundStudyRight = components['schemas']['StudyRightLine'];
type Query = NonNullable<operations['searchStudyRights']['parameters']['query']>;
/** What is looked for: every field given has to hold. */
export type StudyRightCriteria = Omit<Query, 'limit' | 'cursor'>;
export type StudyRightType = NonNullable<Query['type']>;
export type StudyRightState = NonNullable<Query['state']>;

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
