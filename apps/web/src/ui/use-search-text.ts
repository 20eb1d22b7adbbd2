import { useState } from 'react';
import { useLater } from './use-later';

/** Fewer letters find too much. */
export const FROM_LETTERS = 2;
/** The services are asked once the typing pauses for so long (pages.md 5.7). */
export const AFTER_MS = 250;

/** What stands in the text filter of a list, and the text that its rows are looked for by; empty: by none. */
export function useSearchText() {
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().length < FROM_LETTERS ? '' : typed.trim();
  const later = useLater(wanted, AFTER_MS);
  return { typed, setTyped, text: wanted === '' ? '' : later };
}
