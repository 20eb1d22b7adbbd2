import { useState } from 'react';
import type { ListedApplication } from '../../api/handling-list';
import { steadyList, type SteadyList, type SteadyRow } from './steady-rows';

interface Page {
  readonly items: readonly ListedApplication[];
}

interface ListBeingRead {
  readonly data?: { readonly pages: readonly Page[] } | undefined;
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly isFetchedAfterMount: boolean;
}

interface Held {
  readonly key: string;
  readonly data: ListBeingRead['data'];
  /** Nothing older than the opening of the page is shown. */
  readonly settled: boolean;
  readonly list: SteadyList<ListedApplication>;
}

/**
 * Holds the rows of a list still while others change it.
 * @param key what the person has asked for: another list begins anew
 */
export function useSteadyRows(
  { data, hasNextPage, isFetching, isFetchedAfterMount }: ListBeingRead,
  key: string,
): { rows: readonly SteadyRow<ListedApplication>[]; added: number; showAdded: () => void } {
  const [held, setHeld] = useState<Held>();
  // Once and for all: a list that was there before the page opened is read again by the first hint, and must not begin anew by that.
  const settled = (held?.key === key && held.settled) || isFetchedAfterMount || !isFetching;
  let current = held;
  if (held?.key !== key || held.data !== data || held.settled !== settled) {
    const goesOn = held?.key === key && held.settled && held.data !== undefined;
    const read = { rows: rowsOf(data), pages: data?.pages.length ?? 0, hasMore: hasNextPage };
    current = { key, data, settled, list: steadyList(goesOn ? held.list : undefined, read) };
    setHeld(current);
  }
  return {
    rows: current?.list.rows ?? [],
    added: current?.list.added ?? 0,
    showAdded: () => setHeld(undefined),
  };
}

function rowsOf(data: ListBeingRead['data']): readonly ListedApplication[] {
  return data?.pages.flatMap(({ items }) => items) ?? [];
}
