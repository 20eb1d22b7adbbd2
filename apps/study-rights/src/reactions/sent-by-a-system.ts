import type { ReceivedEvent } from '#messaging';
import type { Actor } from '#platform';

/** The institution's own student information system, with the rights that Koski's integration users have. */
export function senderOf({ institutionOid }: Pick<ReceivedEvent, 'institutionOid'>): Actor {
  return {
    personId: `system:${institutionOid}`,
    institutionOid,
    roles: ['PROVIDER', 'PROVIDER_INVALIDATOR'],
    username: 'national-transfer',
  };
}

/** A field of something that has not been checked. */
export function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}

/** A text that can be told back; null for anything else. */
export function textOf(value: unknown, longest: number): string | null {
  const usable = typeof value === 'string' && value.length <= longest && value.isWellFormed() && !value.includes('\0');
  return usable ? value : null;
}
