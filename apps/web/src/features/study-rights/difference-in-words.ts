interface Step {
  readonly field: string;
  readonly item: string | null;
}

/** Longer values are for the transfer itself, not for a sentence. */
const LONGEST = 200;

/** Where it is, in Koski's own names: "tila › opiskeluoikeusjaksot (2026-08-10) › tila". */
export function placeOf(path: readonly Step[]): string {
  return path.map(({ field, item }) => (item === null ? field : `${field} (${item})`)).join(' › ');
}

/** A value as text; a code by its code, a thing with fields as JSON. */
export function valueOf(value: unknown): string {
  if (value === null || value === undefined) return '–';
  const code = typeof value === 'object' && 'koodiarvo' in value ? value.koodiarvo : value;
  const text = typeof code === 'string' ? code : JSON.stringify(code);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
