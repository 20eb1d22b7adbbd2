import type { ReceivedEvent } from '#messaging';
import type { Actor } from '#platform';
import type { SentFact } from '../../persistence/sender-time.repository.js';

/** The institution's own student information system, with the rights that Koski's integration users have. */
export function senderOf({ institutionOid }: Pick<ReceivedEvent, 'institutionOid'>): Actor {
  return {
    personId: `system:${institutionOid}`,
    institutionOid,
    roles: ['PROVIDER', 'PROVIDER_INVALIDATOR'],
    username: 'national-transfer',
  };
}

/** The sender's time of the fact; null when it gives none that can be compared, so that nothing is. */
export function sentFactOf(event: Pick<ReceivedEvent, 'institutionOid' | 'time'>, at: Date): SentFact | null {
  const sentAt = new Date(event.time ?? '');
  return Number.isNaN(sentAt.getTime()) ? null : { institutionOid: event.institutionOid, sentAt, at };
}

/** A field of something that has not been checked. */
export function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}

/** A text that can be returned in an answer; null for anything else. */
export function textOf(value: unknown, longest: number): string | null {
  const usable = typeof value === 'string' && value.length <= longest && value.isWellFormed() && !value.includes('\0');
  return usable ? value : null;
}
