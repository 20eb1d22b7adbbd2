/**
 * The same JSON with no space around any text. Source systems fill fields to their width, and eHOKS takes the space away
 * before it looks at a body, so that one workplace has one name. Names of fields stay as they are.
 * Source: ehoks src/oph/ehoks/common/schema.clj (trim-strings-matcher).
 * @param value at most 100 levels deep
 */
export function withTrimmedTexts<T>(value: T): T {
  return trimmed(value) as T;
}

function trimmed(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(trimmed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, trimmed(field)]));
}
