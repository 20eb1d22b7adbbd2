import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import type { ReactNode } from 'react';
import { FieldFrame, type FieldProps } from './field';

/** The filters of a list, beside each other where there is room. */
export function FilterRow({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Box component="search" aria-label={label} data-noprint sx={{ ...FILTERS, mb: 1 }}>
      {children}
    </Box>
  );
}

interface MoreFiltersProps {
  readonly label: string;
  /** Whether one of them is set: then they are seen. */
  readonly open: boolean;
  readonly children: ReactNode;
}

/** Filters that are seldom needed: behind a heading, over the whole width. */
export function MoreFilters({ label, open, children }: MoreFiltersProps) {
  return (
    <Box component="details" open={open || undefined} sx={{ gridColumn: '1 / -1', mb: 2 }}>
      <Box component="summary" sx={{ cursor: 'pointer', py: 0.5, width: 'fit-content' }}>
        {label}
      </Box>
      <Box sx={{ ...FILTERS, mt: 1 }}>{children}</Box>
    </Box>
  );
}

const FILTERS = {
  display: 'grid',
  columnGap: 2,
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 220px), 1fr))',
} as const;

interface FilterTextProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A text by which a list is filtered: nothing that has to be filled in. */
export function FilterText({ value, onChange, ...field }: FilterTextProps) {
  return (
    <FieldFrame {...field}>
      {({ id, describedBy }) => (
        <OutlinedInput
          id={id}
          value={value}
          size="small"
          fullWidth
          onChange={(event) => onChange(event.target.value)}
          slotProps={{
            input: {
              'aria-describedby': describedBy,
              inputMode: 'search',
              maxLength: 100,
              dir: 'auto',
              autoComplete: 'off',
            },
          }}
        />
      )}
    </FieldFrame>
  );
}
