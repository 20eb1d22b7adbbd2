import MuiButton, { type ButtonProps as MuiButtonProps } from '@mui/material/Button';
import { useId, type ReactNode } from 'react';

export interface ButtonProps extends Pick<
  MuiButtonProps,
  'onClick' | 'type' | 'size' | 'color' | 'href' | 'id' | 'autoFocus'
> {
  readonly children: ReactNode;
  /** `main`: the one that the page is for. */
  readonly kind?: 'main' | 'other' | 'plain';
  /** True while its command runs: it can be reached, but does nothing more. */
  readonly busy?: boolean;
  /** Why it can't be used now, as text beside it (pages.md 5.3). */
  readonly impossible?: string | null;
  readonly shortcut?: string;
  /** What a screen reader says instead, where the text alone could be one of many. */
  readonly label?: string;
  /** Of a button that shows something more: whether it is seen now. */
  readonly expanded?: boolean;
}

const VARIANT = { main: 'contained', other: 'outlined', plain: 'text' } as const;

export function Button({
  kind = 'other',
  busy = false,
  impossible,
  shortcut,
  expanded,
  label,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const off = busy || Boolean(impossible);
  return (
    <>
      <MuiButton
        {...rest}
        variant={VARIANT[kind]}
        aria-disabled={off || undefined}
        aria-label={label}
        aria-describedby={impossible ? reasonId : undefined}
        aria-keyshortcuts={shortcut}
        aria-expanded={expanded}
        sx={off ? { opacity: 0.6, cursor: 'default' } : undefined}
        onClick={(event) => (off ? event.preventDefault() : onClick?.(event))}
      >
        {children}
      </MuiButton>
      {impossible ? (
        <span id={reasonId} style={{ alignSelf: 'center' }}>
          {impossible}
        </span>
      ) : null}
    </>
  );
}
