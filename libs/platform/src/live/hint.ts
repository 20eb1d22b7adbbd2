import { z } from 'zod';

/** What a page may have to read again (docs/adr/0045). `work-list` and `recording` are lists; the others have an id. */
export const HINT_KINDS = [
  'application',
  'decision',
  'message',
  'work-list',
  'recording',
  'support-case',
  'job',
] as const;

/**
 * Something has changed: which thing, never how. Who gets one reads again in the ordinary way, where rights are checked and reads
 * are audited.
 */
export const hint = z
  .object({
    kind: z.enum(HINT_KINDS),
    id: z.string().max(100).optional(),
    /** Its version after the change, where it has one: who has this version already need not read. */
    version: z.number().int().optional(),
  })
  .readonly()
  .meta({ id: 'Hint' });

export type Hint = z.infer<typeof hint>;
