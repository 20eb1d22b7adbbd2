import { infiniteQueryOptions } from '@tanstack/react-query';
import { dataOf, studyRights } from './client';
import type { components } from './generated/study-rights';

export type HigherEducationStudyRight = components['schemas']['HigherEducationStudyRight'];

/** Study rights of higher education that the person sees. @param studentId in full; empty: of all students */
export function higherEducationQuery(studentId: string) {
  return infiniteQueryOptions({
    queryKey: ['higher-education', 'list', { studentId }],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        studyRights.GET('/api/study-rights/v1/higher-education', {
          params: { query: { studentId: studentId === '' ? undefined : studentId, limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
