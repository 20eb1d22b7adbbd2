import MuiButton from '@mui/material/Button';
import type { ReactNode } from 'react';
import type { useDisclosure } from './use-disclosure';

interface DisclosureButtonProps extends Pick<ReturnType<typeof useDisclosure>, 'open' | 'panelId' | 'toggle'> {
  readonly children: ReactNode;
}

/** Opens and closes a panel beside it, and says which. */
export function DisclosureButton({ open, panelId, toggle, children }: DisclosureButtonProps) {
  return (
    <MuiButton
      variant="outlined"
      aria-expanded={open}
      aria-controls={panelId}
      onClick={toggle}
      endIcon={<span aria-hidden="true">{open ? '▴' : '▾'}</span>}
      sx={{ minWidth: 0, maxWidth: '100%', px: { xs: 1, sm: 2 } }}
    >
      {children}
    </MuiButton>
  );
}
