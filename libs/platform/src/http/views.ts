import { z } from 'zod';

/** Shapes that the answers of several services share. What is called by an id is one component of each OpenAPI document. */

/** A point of time as `Date.toISOString` writes it. */
export const instantView = z.iso
  .datetime()
  .meta({ id: 'Instant', description: 'In UTC, such as 2026-11-29T12:00:00.000Z' });

/** A day of the Finnish calendar. */
export const dayView = z.iso.date().meta({ id: 'Day', description: 'In Finland, YYYY-MM-DD' });

export const localisedTextView = z
  .object({ fi: z.string(), sv: z.string().exactOptional(), en: z.string().exactOptional() })
  .readonly()
  .meta({ id: 'LocalisedText' });

/** A text of ours, in all three languages. */
export const textView = z
  .object({ fi: z.string(), sv: z.string(), en: z.string() })
  .readonly()
  .meta({ id: 'Text', description: 'In Finnish, Swedish and English' });

/** One page of a list; see `Page`. */
export function pageView<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item).readonly(),
    nextCursor: z.string().nullable().describe('Send it back as `cursor` for the next page; null on the last one'),
  });
}
