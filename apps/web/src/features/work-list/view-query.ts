import { listSearch, type ListSearch } from '../../api/list-search';

/** What a view of a list is kept as: its filters and its order as in the address, always in the same order. */
export function queryOf(search: ListSearch): string {
  const written = Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(written.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
}

/** The same read again; what lists know no more is left out. */
export function searchOf(query: string): ListSearch {
  return listSearch(Object.fromEntries(new URLSearchParams(query)));
}
