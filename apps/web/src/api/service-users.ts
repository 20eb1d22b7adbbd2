import { infiniteQueryOptions } from '@tanstack/react-query';
import { dataOf, studyRights } from './client';
import type { components } from './generated/study-rights';

type Schemas = components['schemas'];
export type ServiceUser = Schemas['ServiceUser'];
export type ServiceUserWithPassword = Schemas['ServiceUserWithPassword'];

/** The systems that sign in to the compatible interfaces for the own organisation, by name. */
export const serviceUsersQuery = infiniteQueryOptions({
  queryKey: ['service-user', 'list'],
  queryFn: ({ pageParam, signal }) =>
    dataOf(
      studyRights.GET('/api/study-rights/v1/service-users', {
        params: { query: { limit: 50, cursor: pageParam } },
        signal,
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
});
