/** How a list looks; see `DataTable`. */
export const CELL = { textAlign: 'left', p: 1, minWidth: 0 } as const;

export const TABLE = {
  display: 'block',
  width: '100%',
  '& tr': {
    alignItems: 'start',
    display: { xs: 'block', md: 'grid' },
    gridTemplateColumns: 'var(--columns)',
    borderBottom: 1,
    borderColor: 'divider',
  },
} as const;

export const HEAD = {
  display: { xs: 'none', md: 'block' },
  overflowWrap: 'normal',
  '& button': { fontSize: 'inherit', p: 0, minWidth: 0, textAlign: 'inherit' },
} as const;

/** One style for all rows: with one for each cell a list of 500 rows took seconds to answer a key. */
export const ROWS = {
  display: 'block',
  '& > tr': {
    border: { xs: 1, md: 0 },
    borderBottom: { md: 1 },
    borderColor: { xs: 'divider', md: 'divider' },
    mb: { xs: 1, md: 0 },
    // Rather more than a row needs: what is held too low lies over the next row.
    '&[data-row]': { contentVisibility: 'auto', containIntrinsicSize: { xs: 'auto 400px', md: 'auto 80px' } },
    '&[data-current]': { bgcolor: '#E6EBFA' },
    '&[data-pale]': { bgcolor: '#F0F0F0', color: '#4C4C4C' },
    '&[data-group]': { border: 0, '& > th': { gridColumn: '1 / -1' } },
    '@media print': { '&[data-row]': { contentVisibility: 'visible' }, breakInside: 'avoid' },
  },
  '& > tr > *': { ...CELL, display: 'block' },
  '& > tr > td': { fontWeight: 400 },
  '& > tr > td > a': { whiteSpace: 'nowrap' },
  '& > tr > th': { fontWeight: 600 },
  '& [data-numeric]': { textAlign: { xs: 'left', md: 'right' } },
  '& [data-label]': { display: { xs: 'inline', md: 'none' }, color: 'text.secondary', fontWeight: 400 },
} as const;

/** For screen readers only. */
export const HIDDEN = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
} as const;
