/**
 * A study right in Koski's own shape and words, as far as this service decides on it. Every other field is kept and
 * given back unchanged. Source: koski src/main/scala/fi/oph/koski/schema/Opiskeluoikeus.scala.
 */
export interface Koodi {
  readonly koodiarvo: string;
  readonly [field: string]: unknown;
}

export interface Opiskeluoikeusjakso {
  readonly alku: string;
  readonly tila: Koodi;
  readonly opintojenRahoitus?: Koodi | undefined;
  /** Of a `mitatoity` period: why (R163–R164). Koski has no such field. */
  readonly mitätöinninSyy?: string | undefined;
  /** Of a `mitatoity` period: "never started, although something is assessed" is meant. Koski has no such field. */
  readonly mitätöinninVahvistus?: boolean | undefined;
  readonly [field: string]: unknown;
}

export interface Suoritus {
  readonly tyyppi: Koodi;
  readonly koulutusmoduuli: {
    readonly tunniste: Koodi;
    readonly perusteenDiaarinumero?: string | undefined;
    readonly [field: string]: unknown;
  };
  readonly suoritustapa?: Koodi | undefined;
  readonly vahvistus?: { readonly päivä: string; readonly [field: string]: unknown } | undefined;
  readonly [field: string]: unknown;
}

export interface LähdejärjestelmäId {
  readonly id?: string | null | undefined;
  readonly lähdejärjestelmä: Koodi;
  readonly [field: string]: unknown;
}

export interface Organisaatio {
  readonly oid: string;
  readonly [field: string]: unknown;
}

export interface Opiskeluoikeus {
  readonly oid?: string | undefined;
  readonly versionumero?: number | undefined;
  readonly lähdejärjestelmänId?: LähdejärjestelmäId | undefined;
  readonly oppilaitos?: Organisaatio | undefined;
  readonly koulutustoimija?: Organisaatio | undefined;
  /** The study right of another provider that this one is a part of. */
  readonly sisältyyOpiskeluoikeuteen?: { readonly oppilaitos: Organisaatio; readonly oid: string } | undefined;
  readonly järjestämislupa?: Koodi | undefined;
  readonly organisaatiohistoria?: readonly Readonly<Record<string, unknown>>[] | undefined;
  readonly tila: { readonly opiskeluoikeusjaksot: readonly Opiskeluoikeusjakso[]; readonly [field: string]: unknown };
  readonly suoritukset: readonly Suoritus[];
  readonly tyyppi: Koodi;
  readonly [field: string]: unknown;
}

/** Read through from other registers and never stored by a transfer (VIRTA, YTR). */
export const readOnlyTypes: readonly string[] = ['korkeakoulutus', 'ylioppilastutkinto'];

/** States after which nothing follows but `mitatoity`. */
export const finalStates: readonly string[] = [
  'valmistunut',
  'eronnut',
  'katsotaaneronneeksi',
  'peruutettu',
  'mitatoity',
  'keskeytynyt',
  'paattynyt',
  'hyvaksytystisuoritettu',
];

const otherStates: readonly string[] = ['lasna', 'loma', 'valiaikaisestikeskeytynyt'];
const tuvaStates: readonly string[] = [...otherStates, 'valmistunut', 'eronnut', 'katsotaaneronneeksi', 'mitatoity'];

/** Every state that a study right of any type can have. */
export const studyRightStates: readonly string[] = [...otherStates, ...finalStates];

/** States that a study right of the type may have; `peruutettu` is not for TUVA. */
export function statesOf(type: string): readonly string[] {
  if (type === 'tuva') return tuvaStates;
  if (type === 'ammatillinenkoulutus') return [...tuvaStates, 'peruutettu'];
  return studyRightStates;
}

/**
 * The last period is the last of the list, not the one with the greatest date: a `mitatoity` may have the date of the
 * period before it.
 */
export function lastPeriod(opiskeluoikeus: Opiskeluoikeus): Opiskeluoikeusjakso | undefined {
  return opiskeluoikeus.tila.opiskeluoikeusjaksot.at(-1);
}

export function stateOf(opiskeluoikeus: Opiskeluoikeus): string {
  return lastPeriod(opiskeluoikeus)?.tila.koodiarvo ?? '';
}

/** True for a payload that asks for invalidation. */
export function asksInvalidation(opiskeluoikeus: Opiskeluoikeus): boolean {
  return stateOf(opiskeluoikeus) === 'mitatoity';
}

/** alkamispäivä: derived from the first period, never taken from the sender. */
export function startDateOf(opiskeluoikeus: Opiskeluoikeus): string | null {
  return opiskeluoikeus.tila.opiskeluoikeusjaksot[0]?.alku ?? null;
}

/** päättymispäivä: derived from the final period, never taken from the sender. */
export function endDateOf(opiskeluoikeus: Opiskeluoikeus): string | null {
  const last = lastPeriod(opiskeluoikeus);
  return last !== undefined && finalStates.includes(last.tila.koodiarvo) ? last.alku : null;
}

/** Source system and id as one comparable value; null when the payload has none. */
export function sourceIdOf(opiskeluoikeus: Opiskeluoikeus): { system: string; id: string } | null {
  const source = opiskeluoikeus.lähdejärjestelmänId;
  if (source === undefined || source.id === undefined || source.id === null) return null;
  return { system: source.lähdejärjestelmä.koodiarvo, id: source.id };
}

/** Whether some suoritus, at any depth, is assessed, confirmed or recognised (tunnustettu): signs that somebody did study. */
export function hasAssessment(opiskeluoikeus: Opiskeluoikeus): boolean {
  const open: unknown[] = [...opiskeluoikeus.suoritukset];
  while (open.length > 0) {
    const suoritus = open.pop();
    if (typeof suoritus !== 'object' || suoritus === null) continue;
    const { arviointi, vahvistus, tunnustettu, osasuoritukset } = suoritus as Record<string, unknown>;
    if (Array.isArray(arviointi) ? arviointi.length > 0 : isGiven(arviointi)) return true;
    if (isGiven(vahvistus) || isGiven(tunnustettu)) return true;
    if (Array.isArray(osasuoritukset)) open.push(...(osasuoritukset as unknown[]));
  }
  return false;
}

/** Imported data of the past may hold null, which eHOKS and Koski read as absent. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Vocational education, and TUVA under a vocational licence. */
export function isVocational({ tyyppi, järjestämislupa }: Opiskeluoikeus): boolean {
  return (
    tyyppi.koodiarvo === 'ammatillinenkoulutus' ||
    (tyyppi.koodiarvo === 'tuva' && järjestämislupa?.koodiarvo === 'ammatillinen')
  );
}

/** What the payload says beside the study right itself (lisätiedot); nothing when it is no object. */
export function additionsOf(opiskeluoikeus: Opiskeluoikeus): Readonly<Record<string, unknown>> {
  return fieldsOf(opiskeluoikeus['lisätiedot']);
}

/** Fields of what is kept as it comes; none when it is no object. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
