import { z } from 'zod';
import { isPlausibleDay } from '../domain/dates.js';
import { koskiError, type KoskiError } from '../domain/koski-error.js';
import { isOrganisationOid, isStudyRightOid } from '../domain/oids.js';
import { readOnlyTypes, studyRightTypes, type Opiskeluoikeus } from '../domain/opiskeluoikeus.js';
import { isStorableJson } from './storable-json.js';

const PATHS_NAMED = 20;

const day = z.string().refine(isPlausibleDay, 'expected a day from 1900-01-01 to 2199-12-31');
const code = z.looseObject({ koodiarvo: z.string().min(1).max(100) });
/** Koski reads null as absent. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
const organisation = z.looseObject({ oid: z.string().min(1).max(60) });

const identity = {
  oid: optional(z.string().max(60)),
  versionumero: optional(z.int().min(1)),
  tyyppi: code.extend({ koodiarvo: z.enum(studyRightTypes) }),
  lähdejärjestelmänId: optional(z.looseObject({ id: optional(z.string().min(1).max(200)), lähdejärjestelmä: code })),
  oppilaitos: optional(organisation),
  koulutustoimija: optional(organisation),
  tila: z.looseObject({
    opiskeluoikeusjaksot: z
      .array(
        z.looseObject({
          alku: day,
          tila: code,
          opintojenRahoitus: optional(code),
          mitätöinninSyy: optional(z.string().max(200)),
          mitätöinninVahvistus: optional(z.boolean()),
        }),
      )
      .min(1)
      .max(500),
  }),
};

/** What this service decides on is strict; everything else passes through unchanged. */
const storable = z.looseObject({
  ...identity,
  sisältyyOpiskeluoikeuteen: optional(z.looseObject({})),
  järjestämislupa: optional(code),
  suoritukset: z
    .array(
      z.looseObject({
        tyyppi: code,
        koulutusmoduuli: z.looseObject({ tunniste: code, perusteenDiaarinumero: optional(z.string().max(100)) }),
        suoritustapa: optional(code),
      }),
    )
    .min(1)
    .max(100),
});

/** Of a payload that asks for invalidation only the identity and the periods are read: content is never validated. */
const invalidating = z.looseObject({ ...identity, suoritukset: z.unknown().transform(() => []) });

/**
 * Reads one study right of a transfer.
 * @returns the study right, or Koski's errors: wrong shape with the failing paths, malformed oids, read-only types
 */
export function readOpiskeluoikeus(value: unknown): Opiskeluoikeus | { errors: readonly KoskiError[] } {
  if (!isStorableJson(value)) return { errors: [koskiError('badRequest.format.json')] };
  const type = z.looseObject({ tyyppi: code }).safeParse(value);
  if (type.success && readOnlyTypes.includes(type.data.tyyppi.koodiarvo)) {
    return { errors: [koskiError('notImplemented.readOnly')] };
  }
  const invalidation = invalidating.safeParse(value);
  const asksInvalidation =
    invalidation.success && invalidation.data.tila.opiskeluoikeusjaksot.at(-1)?.tila.koodiarvo === 'mitatoity';
  const result = asksInvalidation ? invalidation : storable.safeParse(value);
  if (!result.success) {
    const polut = [...new Set(result.error.issues.map((issue) => issue.path.join('.') || '(koko opiskeluoikeus)'))];
    return {
      errors: [koskiError('badRequest.validation.jsonSchema', { polut: polut.slice(0, PATHS_NAMED).join(', ') })],
    };
  }
  const errors = oidErrors(result.data);
  return errors.length > 0 ? { errors } : result.data;
}

function oidErrors(opiskeluoikeus: Opiskeluoikeus): KoskiError[] {
  const { oid, oppilaitos, koulutustoimija } = opiskeluoikeus;
  return [
    ...(oid === undefined || isStudyRightOid(oid)
      ? []
      : [koskiError('badRequest.queryParam.virheellinenOpiskeluoikeusOid')]),
    ...[oppilaitos, koulutustoimija].flatMap((organisation) =>
      organisation === undefined || isOrganisationOid(organisation.oid)
        ? []
        : [koskiError('badRequest.queryParam.virheellinenOrganisaatioOid')],
    ),
  ];
}
