import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import type { ReactNode } from 'react';
import { FieldFrame, type FieldProps } from './field';

/** The filters of a list, beside each other where there is room. */
export function FilterRow({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Box
      component="search"
      aria-label={label}
      data-noprint
      sx={{
        display: 'grid',
        columnGap: 2,
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 220px), 1fr))',
        mb: 1,
      }}
    >
      {children}
    </Box>
  );
}

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
