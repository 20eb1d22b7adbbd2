import Box from '@mui/material/Box';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** The column by which a row is called: it holds the row's one link. */
  readonly heads?: boolean;
  readonly numeric?: boolean;
  readonly sort?: { readonly direction: 'ascending' | 'descending' | 'none'; readonly onSort: () => void };
}

export interface DataTableProps<T> {
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly idOf: (row: T) => string;
  /** What stands there when there is no row: why, and what to do next (pages.md 5.1). */
  readonly empty: ReactNode;
  /** The row of the keyboard (`j`, `k`), if any. */
  readonly current?: string;
  /** Rows of one group follow each other under its heading. */
  readonly groupOf?: (row: T) => { readonly key: string; readonly title: string };
  /** Rows that are there to be read, but no longer count. */
  readonly isPale?: (row: T) => boolean;
  readonly more?: { readonly total?: string; readonly busy: boolean; readonly onMore: () => void };
}

const CELL = { textAlign: 'left', p: 1, borderBottom: 1, borderColor: 'divider', verticalAlign: 'top' } as const;

/** A list: a table from 900 px, cards before; the same elements with their roles in both (pages.md 5.11). */
export function DataTable<T>(props: DataTableProps<T>) {
  const { caption, columns, rows, idOf, empty, current, groupOf, isPale, more } = props;
  const { t } = useTranslation('shell');
  const table = useRef<HTMLTableElement>(null);
  const shown = useRef(rows.length);
  const asked = useRef(false);
  useEffect(() => {
    // After "show more" the reader goes on at the first new row.
    if (asked.current && rows.length > shown.current) {
      table.current?.querySelectorAll('tr[data-row]')[shown.current]?.querySelector<HTMLElement>('a, button')?.focus();
      asked.current = false;
    }
    shown.current = rows.length;
  }, [rows.length]);
  if (rows.length === 0) return <Box sx={{ my: 2 }}>{empty}</Box>;
  return (
    <>
      <Box
        component="table"
        role="table"
        ref={table}
        sx={{ width: '100%', borderCollapse: 'collapse', display: { xs: 'block', md: 'table' } }}
      >
        <Box component="caption" sx={HIDDEN}>
          {caption}
        </Box>
        <Box component="thead" role="rowgroup" sx={HEAD}>
          <tr role="row">
            {columns.map(({ key, title, sort, numeric }) => (
              <Box
                component="th"
                role="columnheader"
                scope="col"
                key={key}
                aria-sort={sort?.direction}
                sx={{ ...CELL, textAlign: numeric ? 'right' : 'left' }}
              >
                {sort ? (
                  <Button kind="plain" size="small" onClick={sort.onSort}>
                    {title}
                    <span aria-hidden="true">{ARROWS[sort.direction]}</span>
                  </Button>
                ) : (
                  title
                )}
              </Box>
            ))}
          </tr>
        </Box>
        {groupsOf(rows, groupOf).map((group) => (
          <Box component="tbody" role="rowgroup" sx={ROWS} key={group.key}>
            {group.title === undefined ? null : (
              <tr role="row" data-group>
                <th role="rowheader" scope="rowgroup" colSpan={columns.length}>
                  {group.title}
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <tr
                role="row"
                key={idOf(row)}
                data-row={idOf(row)}
                data-current={current === idOf(row) || undefined}
                data-pale={isPale?.(row) || undefined}
              >
                {columns.map(({ key, title, cell, heads, numeric }) => {
                  const Cell = heads ? 'th' : 'td';
                  const role = heads ? 'rowheader' : 'cell';
                  return (
                    <Cell key={key} role={role} scope={heads ? 'row' : undefined} data-numeric={numeric}>
                      <span aria-hidden="true" data-label>
                        {title}:{' '}
                      </span>
                      {cell(row)}
                    </Cell>
                  );
                })}
              </tr>
            ))}
          </Box>
        ))}
      </Box>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mt: 1 }}>
        <span>
          {more?.total ? t('rowsOf', { shown: rows.length, total: more.total }) : t('rows', { count: rows.length })}
        </span>
        {more ? (
          <Button
            busy={more.busy}
            onClick={() => {
              asked.current = true;
              more.onMore();
            }}
          >
            {t('showMore')}
          </Button>
        ) : null}
      </Box>
    </>
  );
}

interface Group<T> {
  readonly key: string;
  readonly title?: string;
  readonly rows: readonly T[];
}

function groupsOf<T>(rows: readonly T[], groupOf: DataTableProps<T>['groupOf']): Group<T>[] {
  if (!groupOf) return [{ key: '', rows }];
  return [...Map.groupBy(rows, (row) => groupOf(row).key)].map(([key, its]) => ({
    key,
    rows: its,
    title: its[0] && groupOf(its[0]).title,
  }));
}

const HEAD = {
  display: { xs: 'none', md: 'table-header-group' },
  overflowWrap: 'normal',
  '& button': { fontSize: 'inherit', p: 0, minWidth: 0, textAlign: 'inherit' },
} as const;

/** One style for all rows: with one for each cell a list of 500 rows took seconds to answer a key. */
const ROWS = {
  display: { xs: 'block', md: 'table-row-group' },
  '& > tr': {
    display: { xs: 'block', md: 'table-row' },
    border: { xs: 1, md: 0 },
    borderColor: 'divider',
    mb: { xs: 1, md: 0 },
    '&[data-current]': { bgcolor: '#E6EBFA' },
    '&[data-pale]': { bgcolor: '#F0F0F0', color: '#4C4C4C' },
    '&[data-group]': { border: 0 },
  },
  '& > tr > *': {
    ...CELL,
    display: { xs: 'block', md: 'table-cell' },
    borderBottom: { xs: 0, md: 1 },
    borderColor: 'divider',
  },
  '& > tr > td': { fontWeight: 400 },
  '& > tr > td > a': { whiteSpace: 'nowrap' },
  '& > tr > th': { fontWeight: 600 },
  '& [data-numeric]': { textAlign: { xs: 'left', md: 'right' } },
  '& [data-label]': { display: { xs: 'inline', md: 'none' }, color: 'text.secondary', fontWeight: 400 },
} as const;

const ARROWS = { ascending: ' ↑', descending: ' ↓', none: '' } as const;

/** For screen readers only. */
export const HIDDEN = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
} as const;
