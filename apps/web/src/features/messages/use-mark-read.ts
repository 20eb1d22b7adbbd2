import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { notifications } from '../../api/client';
import { unreadCountQuery, type DeskMessage } from '../../api/desk-messages';

type Pages = InfiniteData<{ readonly items: readonly DeskMessage[] }>;
const LISTS = { queryKey: ['message', 'list'] };

/** Marks messages as read, on the page at once; it comes back when the service does not take it (pages.md 5.4). */
export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly string[]) =>
      notifications.POST('/api/notifications/v1/messages/read', { body: { ids: [...ids] } }),
    onMutate: async (ids) => {
      await queries.cancelQueries({ queryKey: ['message'] });
      const before = queries.getQueriesData({ queryKey: ['message'] });
      const readAt = new Date().toISOString();
      queries.setQueriesData<Pages>(LISTS, (pages) => pages && withRead(pages, ids, readAt));
      queries.setQueryData(unreadCountQuery.queryKey, (count) => count && Math.max(0, count - ids.length));
      return { before };
    },
    onError: (_, __, context) => context?.before.forEach(([key, data]) => queries.setQueryData(key, data)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['message'] }),
  });
}

function withRead(pages: Pages, ids: readonly string[], readAt: string): Pages {
  const marked = (message: DeskMessage) =>
    ids.includes(message.id) && message.readAt === null ? { ...message, readAt } : message;
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(marked) })) };
}
