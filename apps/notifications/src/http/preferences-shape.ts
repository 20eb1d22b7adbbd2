import { z } from 'zod';
import { DIGEST_DAYS, DIGEST_MODES } from '../domain/digest.js';
import { LISTS, VIEWS_AT_MOST } from '../domain/preferences.js';

/** A view by its content; its id stands in the path. */
export const viewContent = z.strictObject({
  list: z.enum(LISTS),
  name: z.string().trim().min(1).max(60),
  query: z.string().max(500).describe('Filters and order as they stand in the address of the list; no names of people'),
});

export const viewParams = z.strictObject({ viewId: z.uuid().toLowerCase() });

/** What a person has chosen of the digest; null: as the institution has it. */
export const digestChoice = z.strictObject({
  mode: z.enum(DIGEST_MODES).nullable(),
  days: z.enum(DIGEST_DAYS).nullable(),
});

const savedView = z
  .object({ id: z.guid(), ...viewContent.shape })
  .readonly()
  .meta({ id: 'SavedView' });

export const preferencesShape = z
  .object({
    shortcuts: z.boolean().describe('Whether commands of one key work'),
    digest: z
      .object(digestChoice.shape)
      .readonly()
      .describe('When the own digest comes (R1, R2); null: as the institution has it'),
    views: z.array(savedView).max(VIEWS_AT_MOST).readonly(),
  })
  .meta({ id: 'Preferences' });
