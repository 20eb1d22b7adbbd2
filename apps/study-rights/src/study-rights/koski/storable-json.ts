const DEEPEST = 100;

/**
 * Whether a JSON value can be stored and given back unchanged: no NUL and no half surrogate (PostgreSQL refuses them in
 * jsonb), no number beyond the double range, no nesting that a recursive reader would fail on.
 */
export function isStorableJson(value: unknown): boolean {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > DEEPEST) return false;
    if (typeof next.value === 'string' && !isStorableText(next.value)) return false;
    if (typeof next.value === 'number' && !Number.isFinite(next.value)) return false;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const [key, child] of Object.entries(next.value)) {
      if (!isStorableText(key)) return false;
      open.push({ value: child, depth: next.depth + 1 });
    }
  }
  return true;
}

function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}
