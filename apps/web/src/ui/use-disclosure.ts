import { useEffect, useId, useRef, useState } from 'react';

/**
 * A panel that its button opens and closes, as `<Box ref={frame}>` with both in it. Esc closes it and gives the focus back to the button;
 * a press elsewhere, or a focus that has moved on, closes it too and leaves the focus where it is.
 */
export function useDisclosure() {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const panelId = useId();
  const close = () => {
    if (!open) return;
    setOpen(false);
    frame.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
  };
  useEffect(() => {
    if (!open) return undefined;
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !frame.current?.contains(target)) setOpen(false);
    };
    const escape = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') close();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
      document.removeEventListener('keydown', escape);
    };
  });
  const toggle = () => setOpen(!open);
  return { open, close, frame, panelId, toggle } as const;
}
