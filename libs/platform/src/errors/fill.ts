/** A place for a value in a text: `{name}`, in any letters; Koski's are Finnish ones. */
const PLACE = /\{([\p{L}\p{N}_]+)\}/gu;

/** The text with its places filled. @param valueOf the value of a name; undefined leaves the place as it is */
export function fill(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replace(PLACE, (place, name: string) => valueOf(name) ?? place);
}

/** The names of the places in a text, sorted, each once. */
export function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name))].sort();
}

/** A value of a problem's details as it stands in a sentence; undefined for what has no words. */
export function worded(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
