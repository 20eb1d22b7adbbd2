import Box from '@mui/material/Box';
import { memo, useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { CELL, HEAD, HIDDEN, ROWS, TABLE } from './data-table-styles';

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** The column by which a row is called: it holds the row's one link. */
  readonly heads?: boolean;
  readonly numeric?: boolean;
  /** Its share of the width beside the others'; 1 when left out. */
  readonly share?: number;
  readonly sort?: { readonly direction: 'ascending' | 'descending' | 'none'; readonly onSort: () => void };
}

export interface DataTableProps<T> {
  readonly caption: string;
  /** The same array as long as nothing about them changes: then only rows that change are drawn again. */
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly idOf: (row: T) => string;
  /** What stands there when there is no row: why, and what to do next (pages.md 5.1). */
  readonly empty: ReactNode;
  /** The row of the keyboard (`j`, `k`), if any. */
  readonly current?: string;
  /** Rows of one group follow each other under its heading; asked for each row at each drawing, the heading once for a group. */
  readonly groups?: { readonly of: (row: T) => string; readonly title: (group: string) => string };
  /** Rows that are there to be read, but no longer count. */
  readonly isPale?: (row: T) => boolean;
  readonly more?: { readonly total?: string; readonly busy: boolean; readonly onMore: () => void };
}

/**
 * A list: columns from 900 px, cards before; the same elements with their roles in both (pages.md 5.11). Each row stands for itself, so
 * that the browser lays out those that are seen, and still finds words and roles in the others.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { caption, columns, rows, idOf, empty, current, groups, isPale, more } = props;
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
        sx={TABLE}
        style={{ '--columns': widthsOf(columns) } as CSSProperties}
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
        {groupsOf(rows, groups).map((group) => (
          <Box component="tbody" role="rowgroup" sx={ROWS} key={group.key}>
            {group.title === undefined ? null : (
              <tr role="row" data-group>
                <th role="rowheader" scope="rowgroup" colSpan={columns.length}>
                  {group.title}
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <TableRow
                key={idOf(row)}
                id={idOf(row)}
                row={row}
                columns={columns}
                current={current === idOf(row)}
                pale={isPale?.(row) ?? false}
              />
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

function groupsOf<T>(rows: readonly T[], groups: DataTableProps<T>['groups']): Group<T>[] {
  if (!groups) return [{ key: '', rows }];
  return [...Map.groupBy(rows, groups.of)].map(([key, its]) => ({ key, rows: its, title: groups.title(key) }));
}

interface TableRowProps<T> {
  readonly id: string;
  readonly row: T;
  readonly columns: readonly Column<T>[];
  readonly current: boolean;
  readonly pale: boolean;
}

const TableRow = memo(function TableRow<T>({ id, row, columns, current, pale }: TableRowProps<T>) {
  return (
    <tr role="row" data-row={id} data-current={current || undefined} data-pale={pale || undefined}>
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
  );
}) as <T>(props: TableRowProps<T>) => ReactNode;

function widthsOf(columns: readonly { readonly share?: number }[]): string {
  return columns.map(({ share = 1 }) => `minmax(0, ${share}fr)`).join(' ');
}

const ARROWS = { ascending: ' ↑', descending: ' ↓', none: '' } as const;
