/** Shortest and longest search text, in characters, after {@link normaliseSearchText}. */
export const SEARCH_TEXT_MIN = 2;
export const SEARCH_TEXT_MAX = 100;

/** What the reader typed as one line: composed letters, no control characters, single spaces. */
export function normaliseSearchText(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
}

/** Length in characters as people count them on a keyboard, not in UTF-16 units. */
export function searchTextLength(text: string): number {
  return [...text].length;
}

/** The text with LIKE's wildcards taken literally; the escape character is the backslash (PostgreSQL's default). */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/**
 * The text as a full-text query in PostgreSQL's own syntax: every word must occur, the last one as a beginning, so that
 * results appear while the reader still types. Only letters and digits get in, hence no syntax can; undefined when the
 * text has none.
 */
export function prefixQuery(text: string): string | undefined {
  const words = text.match(/[\p{L}\p{N}]+/gu);
  return words ? `${words.join(' & ')}:*` : undefined;
}
