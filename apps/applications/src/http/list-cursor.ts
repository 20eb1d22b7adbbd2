import type { z } from 'zod';
import { type Keyset, keyset } from '#platform';

/** Reads and makes the cursors of a list of this service. */
export function listCursor<K extends readonly (string | number)[]>(columns: z.ZodType<K>): Keyset<K> {
  return keyset(columns, {
    code: 'platform/validation-failed',
    details: { errors: [{ path: 'cursor', code: 'invalid_format', wording: 'cursor' }] },
  });
}
