import { useState } from 'react';
import { useShortcuts } from './shortcuts';

interface RowKeys<T> {
  readonly rows: readonly T[];
  readonly idOf: (row: T) => string;
  readonly open: (row: T) => void;
  /** What `j`, `k` and Enter do, for the list of shortcuts. */
  readonly texts: { readonly next: string; readonly previous: string; readonly open: string };
}

/**
 * Going through the rows of a list by `j` and `k` (pages.md 5.8). Enter opens what has the focus; while nothing was chosen, the first row.
 * @returns the id of the chosen row, for `DataTable`
 */
export function useRowKeys<T>({ rows, idOf, open, texts }: RowKeys<T>): string | undefined {
  const [chosen, setChosen] = useState<string>();
  const place = rows.findIndex((row) => idOf(row) === chosen);
  const go = (to: number) => {
    const row = rows[Math.min(Math.max(to, 0), rows.length - 1)];
    const id = row && idOf(row);
    setChosen(id);
    document.querySelector<HTMLElement>(`[data-row="${id}"] :is(a, button)`)?.focus();
  };
  const [first] = rows;
  useShortcuts([
    { keys: 'j', text: texts.next, run: () => go(place + 1) },
    { keys: 'k', text: texts.previous, run: () => go(place - 1) },
    ...(chosen === undefined && first ? [{ keys: 'Enter', text: texts.open, run: () => open(first) }] : []),
  ]);
  return chosen;
}
