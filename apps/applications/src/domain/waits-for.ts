import type { ApplicationPart } from './application.js';
import type { CountedPart } from './count-of-parts.js';

/** Whose turn it is. */
export type Awaited = 'STUDENT' | 'HANDLER' | 'RECORDER';

/** Whom a part waits for (R7, R24, R33); null when nothing more happens to it by itself (D12). */
export function waitsFor({ state, outcome }: CountedPart): Awaited | null {
  if (state === 'DRAFT' || state === 'RETURNED') return 'STUDENT';
  if (state !== 'SENT' && state !== 'IN_PROCESS') return null;
  return outcome === null ? 'HANDLER' : 'RECORDER';
}

/** Since when the part after a change waits for the one it waits for. */
export function waitsSince(before: ApplicationPart | undefined, after: CountedPart, now: Date): Date | null {
  const awaited = waitsFor(after);
  if (awaited === null) return null;
  return before && waitsFor(before) === awaited ? before.waitingSince : now;
}
