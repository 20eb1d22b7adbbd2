import { z } from 'zod';
import { LIMITS } from '#kernel';
import { universityId } from '#platform';

/** Shapes of requests that several controllers share. Whether the content makes sense is the domain's business (domain/rules). */

/** Identifiers that we make are compared as text, so they are brought to one spelling. */
export const id = z.guid().toLowerCase();

export const text = (longest: number) => z.string().normalize().trim().min(1).max(longest);
const textOrNull = (longest: number) =>
  text(longest)
    .nullish()
    .transform((value) => value ?? null);

const basis = z.strictObject({
  kind: z.enum(['STUDY', 'COMPETENCE']),
  code: textOrNull(LIMITS.code),
  name: text(LIMITS.basisName),
  organisation: textOrNull(LIMITS.organisation),
  credits: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  grade: textOrNull(LIMITS.grade),
  gainedOn: text(30),
});

export const partInput = z.strictObject({
  type: z.enum(['SUBSTITUTION', 'INCLUSION', 'EXEMPTION']),
  bases: z.array(basis).min(1).max(LIMITS.basesOfAPart),
  targets: z.array(z.strictObject({ courseCode: text(LIMITS.code) })).max(LIMITS.targetsOfAPart),
  creditsApplied: z.number(),
});

export const draftInput = z.strictObject({
  studyRightId: universityId,
  handlerId: universityId.nullish().transform((value) => value ?? null),
  parts: z.array(partInput).min(1).max(LIMITS.partsOfAnApplication),
});

export const applicationParams = z.strictObject({ id });
export const partParams = z.strictObject({ id, partId: id });

/** A command without content. */
export const nothing = z.strictObject({});

export type DraftInput = z.infer<typeof draftInput>;
export type PartInput = z.infer<typeof partInput>;
export type ApplicationParams = z.infer<typeof applicationParams>;
export type PartParams = z.infer<typeof partParams>;
