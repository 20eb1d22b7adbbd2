import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, notifications } from './client';
import type { components } from './generated/notifications';

export type DeskMessage = components['schemas']['DeskMessage'];

/** The messages of the own desk, newest first (R4). */
export function deskMessagesQuery(unread: boolean) {
  return infiniteQueryOptions({
    queryKey: ['message', 'list', { unread }],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        notifications.GET('/api/notifications/v1/messages', {
          params: { query: { cursor: pageParam, ...(unread && { unread: 'true' }) } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

export const unreadCountQuery = queryOptions({
  queryKey: ['message', 'unread'],
  queryFn: async ({ signal }) =>
    (await dataOf(notifications.GET('/api/notifications/v1/messages/unread', { signal }))).unread,
});
