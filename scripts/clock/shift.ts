const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Days from the machine's time that a clock may be moved at most: what is checked is years away, not centuries. */
const FARTHEST_DAYS = 3_650;

/** What `npm run clock` is asked for. */
export type Move =
  { readonly kind: 'look' } | { readonly kind: 'reset' } | { readonly kind: 'on'; readonly ms: number };

/** @returns a sentence when the words are not understood */
export function moveOf(words: readonly string[]): Move | string {
  const [word, ...rest] = words;
  if (word === undefined) return { kind: 'look' };
  if (word === '--reset' && rest.length === 0) return { kind: 'reset' };
  const parts = rest.length === 0 ? /^\+(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?$/.exec(word) : null;
  const [days = 0, hours = 0, minutes = 0] = (parts ?? []).slice(1).map((part) => Number(part ?? 0));
  const ms = days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS;
  if (ms > 0) return { kind: 'on', ms };
  return `"${words.join(' ')}" is not understood: +15d, +2h, +1d12h30m, --reset, or nothing to look.`;
}

/** By how much the clocks are moved after a move; a sentence when that is too far. */
export function shiftAfter(shiftMs: number, move: Move): number | string {
  if (move.kind === 'look') return shiftMs;
  if (move.kind === 'reset') return 0;
  const after = shiftMs + move.ms;
  return after <= FARTHEST_DAYS * DAY_MS
    ? after
    : `Clocks are moved by ${FARTHEST_DAYS} days at most; nothing was moved.`;
}

/** `+15d 2h`, or `not moved`. */
export function textOfShift(shiftMs: number): string {
  if (shiftMs === 0) return 'not moved';
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(shiftMs / DAY_MS), 'd'],
    [Math.floor((shiftMs % DAY_MS) / HOUR_MS), 'h'],
    [Math.floor((shiftMs % HOUR_MS) / MINUTE_MS), 'm'],
  ];
  return `+${parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count}${unit}`])).join(' ')}`;
}
