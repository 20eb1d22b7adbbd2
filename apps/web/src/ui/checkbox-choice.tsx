import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import type { ReactNode } from 'react';

export function CheckboxChoice({
  label,
  shortcut,
  checked,
  onChange,
}: {
  readonly label: ReactNode;
  readonly shortcut?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <FormControlLabel
      control={
        <Checkbox
          size="small"
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          slotProps={{ input: { 'aria-keyshortcuts': shortcut } }}
        />
      }
      label={label}
    />
  );
}
