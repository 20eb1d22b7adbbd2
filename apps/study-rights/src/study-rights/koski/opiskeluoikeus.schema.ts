import { z } from 'zod';
import { isPlausibleDay, LIMITS, refuse, together } from '#kernel';
import type { Refusal } from '../../errors.js';
import { isOrganisationOid, isStudyRightOid } from '../domain/oids.js';
import { readOnlyTypes, type Opiskeluoikeus } from '../domain/opiskeluoikeus.js';
import { studyRightTypes } from '../../domain/study-right-types.js';
import { withoutNulls } from '../domain/same-json.js';
import { isStorableJson } from './storable-json.js';

const PATHS_NAMED = 20;

const day = z.string().refine(isPlausibleDay, 'expected a day from 1900-01-01 to 2199-12-31');
const code = z.looseObject({ koodiarvo: z.string().min(1).max(100) });
/** Koski reads null as absent. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
const organisation = z.looseObject({ oid: z.string().min(1).max(LIMITS.oid) });

const period = z.looseObject({
  alku: day,
  tila: code,
  opintojenRahoitus: optional(code),
  mitätöinninSyy: optional(z.string().max(200)),
  mitätöinninVahvistus: optional(z.boolean()),
});
const MOST_PERIODS = 500;

const identity = {
  oid: optional(z.string().max(LIMITS.oid)),
  versionumero: optional(z.int()),
  tyyppi: code.extend({ koodiarvo: z.enum(studyRightTypes) }),
  lähdejärjestelmänId: optional(
    z.looseObject({ id: optional(z.string().min(1).max(LIMITS.sourceId)), lähdejärjestelmä: code }),
  ),
  oppilaitos: optional(organisation),
  koulutustoimija: optional(organisation),
};

const suoritukset = z
  .array(
    z.looseObject({
      tyyppi: code,
      koulutusmoduuli: z.looseObject({ tunniste: code, perusteenDiaarinumero: optional(z.string().max(100)) }),
      suoritustapa: optional(code),
      vahvistus: optional(z.looseObject({ päivä: day })),
      korotettuOpiskeluoikeusOid: optional(z.string().min(1).max(LIMITS.oid)),
    }),
  )
  .min(1)
  .max(100);

/** What this service decides on is strict; everything else passes through unchanged. */
const storable = z.looseObject({
  ...identity,
  tila: z.looseObject({ opiskeluoikeusjaksot: z.array(period).min(1).max(MOST_PERIODS) }),
  arvioituPäättymispäivä: optional(day),
  sisältyyOpiskeluoikeuteen: optional(
    z.looseObject({ oppilaitos: organisation, oid: z.string().min(1).max(LIMITS.oid) }),
  ),
  järjestämislupa: optional(code),
  suoritukset,
});

/** The period that asks for invalidation. A reason that is no text is a reason of its own, for the guard to refuse. */
const invalidatingPeriod = period.extend({
  mitätöinninSyy: optional(
    z.unknown().transform((reason) => (typeof reason === 'string' ? reason : JSON.stringify(reason))),
  ),
});

/**
 * Of a payload that asks for invalidation only the identity and the last period are read: content is never validated. The
 * suoritukset identify where nothing else does, if they can be read.
 */
const invalidating = z.looseObject({
  ...identity,
  tila: z.looseObject({
    opiskeluoikeusjaksot: z
      .array(z.unknown())
      .max(MOST_PERIODS)
      .transform((list, context) => {
        const last = invalidatingPeriod.safeParse(list.at(-1));
        if (last.success) return [last.data];
        for (const issue of last.error.issues) {
          context.addIssue({ ...issue, code: 'custom', path: [list.length - 1, ...issue.path] });
        }
        return z.NEVER;
      }),
  }),
  suoritukset: suoritukset.catch([]),
});

const typed = z.looseObject({ tyyppi: code });
const withPeriods = z.looseObject({ tila: z.looseObject({ opiskeluoikeusjaksot: z.array(z.unknown()) }) });
const stated = z.looseObject({ tila: code });

/**
 * Reads one study right of a transfer.
 * @returns the study right, or Koski's errors: wrong shape with the failing paths, malformed oids, read-only types
 */
export function readOpiskeluoikeus(sent: unknown): Opiskeluoikeus | Refusal {
  if (!isStorableJson(sent)) return refuse('badRequest.format.json');
  const value = withoutNulls(sent);
  const type = typed.safeParse(value);
  if (type.success && readOnlyTypes.includes(type.data.tyyppi.koodiarvo)) {
    return refuse('notImplemented.readOnly');
  }
  const result = (endsAsInvalidated(value) ? invalidating : storable).safeParse(value);
  if (!result.success) {
    const polut = [...new Set(result.error.issues.map((issue) => issue.path.join('.') || '(koko opiskeluoikeus)'))];
    return refuse('badRequest.validation.jsonSchema', { polut: polut.slice(0, PATHS_NAMED).join(', ') });
  }
  return together(oidErrors(result.data)) ?? result.data;
}

/** Whether a payload asks for invalidation, however wrong the rest of it is. */
function endsAsInvalidated(value: unknown): boolean {
  const periods = withPeriods.safeParse(value);
  const last = stated.safeParse(periods.data?.tila.opiskeluoikeusjaksot.at(-1));
  return last.data?.tila.koodiarvo === 'mitatoity';
}

function oidErrors(opiskeluoikeus: Opiskeluoikeus): Refusal[] {
  const { oid, oppilaitos, koulutustoimija } = opiskeluoikeus;
  return [
    ...(oid === undefined || isStudyRightOid(oid)
      ? []
      : [refuse('badRequest.queryParam.virheellinenOpiskeluoikeusOid')]),
    ...[oppilaitos, koulutustoimija].flatMap((organisation) =>
      organisation === undefined || isOrganisationOid(organisation.oid)
        ? []
        : [refuse('badRequest.queryParam.virheellinenOrganisaatioOid')],
    ),
  ];
}
