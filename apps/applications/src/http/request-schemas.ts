import { z } from 'zod';
import { LIMITS } from '#kernel';
import { universityId } from '#platform';

/** Shapes of requests that several controllers share. Whether the content makes sense is the domain's business (domain/rules). */

/** Identifiers that we make are compared as text, so they are brought to one spelling. */
export const id = z.guid().toLowerCase();

export const text = (longest: number) => z.string().normalize().trim().min(1).max(longest);
export function orNull<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? null);
}
const textOrNull = (longest: number) => orNull(text(longest));

const basis = z.strictObject({
  kind: z.enum(['STUDY', 'COMPETENCE']),
  code: textOrNull(LIMITS.code),
  name: textOrNull(LIMITS.basisName),
  organisation: textOrNull(LIMITS.organisation),
  credits: orNull(z.number()),
  grade: textOrNull(LIMITS.grade),
  gainedOn: textOrNull(30),
});

/** A part as far as it is written: what is missing or null is for later, and asked for when the application is sent. */
export const partInput = z.strictObject({
  type: orNull(z.enum(['SUBSTITUTION', 'INCLUSION', 'EXEMPTION'])),
  bases: z.array(basis).max(LIMITS.basesOfAPart).default([]),
  targets: z
    .array(z.strictObject({ courseCode: text(LIMITS.code) }))
    .max(LIMITS.targetsOfAPart)
    .default([]),
  creditsApplied: orNull(z.number()),
});

export const draftInput = z.strictObject({
  studyRightId: universityId,
  handlerId: orNull(universityId),
  parts: z.array(partInput).max(LIMITS.partsOfAnApplication).default([]),
});

/** What one types into a search field: of a single letter nearly everything is found. */
export const searchText = z.string().normalize().trim().min(2).max(100);

export const applicationParams = z.strictObject({ id });
/** Parts by their ids; left out: all of which it is possible. */
export const partIdsOrAll = z.array(id).min(1).max(LIMITS.partsOfAnApplication).optional();
export const partParams = z.strictObject({ id, partId: id });

/** A command without content. */
export const nothing = z.strictObject({});

export type DraftInput = z.infer<typeof draftInput>;
export type PartInput = z.infer<typeof partInput>;
export type ApplicationParams = z.infer<typeof applicationParams>;
export type PartParams = z.infer<typeof partParams>;
