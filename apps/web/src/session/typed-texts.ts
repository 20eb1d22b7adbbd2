const PREFIX = 'hyvaksiluku.typed.';

/**
 * What somebody has typed and no service has acknowledged yet, kept in the tab (pages.md 5.5): under the person and the thing it
 * belongs to, so that nobody else gets to see it.
 */
export function keepTyped(personId: string, target: string, content: unknown): void {
  try {
    sessionStorage.setItem(`${PREFIX}${personId}.${target}`, JSON.stringify(content));
  } catch {
    // Full, or switched off: the text still stands in its field, and the service gets it in a moment.
  }
}

export function typedBefore<T>(personId: string, target: string): T | undefined {
  const kept = sessionStorage.getItem(`${PREFIX}${personId}.${target}`);
  return kept === null ? undefined : (JSON.parse(kept) as T);
}

export function forgetTyped(personId: string, target: string): void {
  sessionStorage.removeItem(`${PREFIX}${personId}.${target}`);
}

/** At sign-out, and when somebody else signs in. */
export function forgetTypedTexts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
}
