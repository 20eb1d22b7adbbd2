import { useCallback, useEffect, useRef } from 'react';

/** Gives the focus to an element once what was changed is drawn: it is not lost with what was removed (pages.md 5.8). */
export function useFocusAfterChange(): (elementId: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  });
  return useCallback((elementId) => {
    wanted.current = elementId;
  }, []);
}
