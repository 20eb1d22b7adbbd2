/** Something has changed: which thing, never how (docs/adr/0045). */
export interface Hint {
  readonly kind: string;
  readonly id?: string;
  readonly version?: number;
}

/** What a hint of another name is about as well: the work on an application shows on its page and in the lists. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  application: ['application', 'work-list'],
  'work-list': ['work-list', 'application', 'decision'],
  decision: ['decision', 'recording'],
  recording: ['recording', 'decision'],
};
const IS_ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

/** Whether a query may have another answer now: one of its kind, unless it is about another thing of that kind. */
export function isAffected(queryKey: readonly unknown[], { kind, id }: Hint): boolean {
  const [ofKind, about] = queryKey;
  if (!(ALSO[kind] ?? [kind]).some((one) => one === ofKind)) return false;
  const isAboutOne = typeof about === 'string' && IS_ID.test(about);
  return id === undefined || !isAboutOne || about === id;
}

/** What comes from the stream or another tab, where it is a hint. */
export function asHint(data: unknown): Hint | undefined {
  const parsed = typeof data === 'string' ? parse(data) : data;
  return typeof parsed === 'object' && parsed !== null && 'kind' in parsed && typeof parsed.kind === 'string'
    ? (parsed as Hint)
    : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
