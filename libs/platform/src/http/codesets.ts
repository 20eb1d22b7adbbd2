import { z } from 'zod';
import { textView } from './views.js';

/** A code, and how people read it. */
export const codesetView = z
  .object({
    codeset: z.string(),
    codes: z
      .array(z.object({ code: z.string(), text: textView }).readonly())
      .readonly()
      .describe('In the order in which they are offered'),
  })
  .readonly()
  .meta({ id: 'Codeset' });

export type CodesetView = z.infer<typeof codesetView>;

/** The lists of codes of a service: name of the list → code → its words. */
export type Codesets = Readonly<Record<string, Readonly<Record<string, z.infer<typeof textView>>>>>;

/** The parameter of an address that names one of the lists. */
export function codesetParams<C extends Codesets>(codesets: C) {
  return z.strictObject({ codeset: z.enum(Object.keys(codesets) as (string & keyof C)[]) });
}

export function codesetFrom(codesets: Codesets, codeset: string): CodesetView {
  return { codeset, codes: Object.entries(codesets[codeset] ?? {}).map(([code, text]) => ({ code, text })) };
}
