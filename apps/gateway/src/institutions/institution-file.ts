import { z } from 'zod';

const text = z.object({ fi: z.string().min(1), sv: z.string().min(1), en: z.string().min(1) });

const notice = z.strictObject({
  /** YYYY-MM-DD: when the notice was last looked through. */
  updatedOn: z.iso.date(),
  sections: z.array(z.strictObject({ heading: text, paragraphs: z.array(text).min(1) })).min(1),
});

/** WCAG 2.2, 1.4.3: text of less than 24 px. */
const LEAST_CONTRAST = 4.5;

/**
 * What an institution decides about its pages, a file for each: `<oid>.json` in INSTITUTIONS_FOLDER, read at start. The notices may name
 * `{{institution}}`, `{{privacyContact}}` and `{{accessibilityContact}}`.
 */
export const institutionFile = z.strictObject({
  name: text,
  /** An image of at most 48 kB, as a data address. */
  logo: z
    .string()
    .regex(/^data:image\/(svg\+xml|png);base64,[A-Za-z0-9+/=]+$/)
    .max(65_536)
    .optional(),
  primaryColour: z
    .string()
    .regex(/^#[0-9A-Fa-f]{6}$/)
    .refine((colour) => contrastWithWhite(colour) >= LEAST_CONTRAST, {
      error: `expected a colour on which white can be read: a contrast of ${LEAST_CONTRAST}:1 or more`,
    })
    .optional(),
  /** What is switched on for the institution, by name. */
  features: z.array(z.string().min(1).max(50)).default([]),
  privacyContact: z.email(),
  accessibilityContact: z.email(),
  privacy: notice.optional(),
  accessibility: notice.optional(),
});
export type InstitutionFile = z.infer<typeof institutionFile>;

/** The notices of institutions without their own: `default.json`. */
export const defaultFile = z.strictObject({ privacy: notice, accessibility: notice });

/** The ratio of WCAG 2.2, between 1 and 21. */
export function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
