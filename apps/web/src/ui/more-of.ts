import type { DataTableProps } from './data-table';

interface PagedList {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** What leads on from the pages of a list that have been read; undefined after the last one. */
export function moreOf(list: PagedList, total?: string): DataTableProps<unknown>['more'] {
  if (!list.hasNextPage) return undefined;
  return {
    ...(total !== undefined && { total }),
    busy: list.isFetchingNextPage,
    onMore: () => void list.fetchNextPage(),
  };
}
