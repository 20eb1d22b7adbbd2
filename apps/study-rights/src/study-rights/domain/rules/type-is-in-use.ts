import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { BLOCKED_TYPES } from '../dated-rules.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

/** The type of study right is one that production takes on the day. Koski päätasonSuoritusLuokatEnabled (7.5.2026). */
export function typeIsInUse(
  { tyyppi: { koodiarvo: tyyppi } }: Opiskeluoikeus,
  today: string,
  blockedTypes = BLOCKED_TYPES,
): Refusal[] {
  const blocked = Object.hasOwn(blockedTypes, tyyppi) ? blockedTypes[tyyppi] : undefined;
  const isBlocked = blocked !== undefined && today >= blocked.from && (blocked.until === null || today < blocked.until);
  return isBlocked ? [refuse('notImplemented', { tyyppi })] : [];
}
