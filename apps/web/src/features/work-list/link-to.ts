import { partsToDecide, type ListedApplication } from '../../api/handling-list';
import { type ListSearch, type ListView } from '../../api/list-search';

/** To the first part that waits for the person, else to their first one; from the list of all to the application. */
export function linkTo(view: ListView, row: ListedApplication, personId: string, search: ListSearch) {
  const part =
    partsToDecide(row, personId)[0] ?? row.parts.find(({ handlerId }) => handlerId === personId) ?? row.parts[0];
  if (view === 'all' || !part) return { to: '/applications/$id', params: { id: row.id } } as const;
  return { to: '/applications/$id/parts/$partId', params: { id: row.id, partId: part.id }, search } as const;
}
