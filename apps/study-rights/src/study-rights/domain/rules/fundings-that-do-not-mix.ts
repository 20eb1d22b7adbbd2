import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { additionsOf, isGiven, startDateOf, type Opiskeluoikeus } from '../opiskeluoikeus.js';

/** Codes of opintojenrahoitus for continuous learning (JOTPA). */
export const continuousLearning: readonly string[] = ['14', '15'];
const tuitionFee = '16';
const commissioned = '17';

const TUITION_FEE_FROM = '2026-08-01';
const COMMISSIONED_FROM = '2026-08-01';
const CONTINUOUS_LEARNING_FROM = '2022-01-01';
/** Types that carry the number of a grant for continuous learning. */
const grantedTypes: readonly string[] = [
  'ammatillinenkoulutus',
  'vapaansivistystyonkoulutus',
  'muukuinsaanneltykoulutus',
];

const tila = 'badRequest.validation.tila';

/**
 * Commissioned education (17) and continuous learning (14, 15) are the only funding of their study right; tuition fees (16) and
 * commissioned education begin in August 2026; continuous learning names its grant. Koski validateTilauskoulutusRahoitus,
 * validateLukuvuosimaksuRahoitus (2026), JotpaValidation (26.10.2022, 30.5.2024).
 */
export function fundingsThatDoNotMix(opiskeluoikeus: Opiskeluoikeus): Refusal[] {
  const codes = [...new Set(codesOf(opiskeluoikeus))];
  const begins = startDateOf(opiskeluoikeus) ?? '';
  const jotpa = codes.filter((code) => continuousLearning.includes(code));
  return [
    ...(codes.includes(tuitionFee) && begins < TUITION_FEE_FROM ? [tooEarly('lukuvuosimaksu', TUITION_FEE_FROM)] : []),
    ...(codes.includes(commissioned) && begins < COMMISSIONED_FROM
      ? [tooEarly('tilauskoulutus', COMMISSIONED_FROM)]
      : []),
    ...(codes.includes(commissioned) && codes.length > 1
      ? [refuse(`${tila}.tilanRahoitusmuodonYhtenäisyys`, { tapaus: 'tilauskoulutus' })]
      : []),
    ...(jotpa.length > 0 && codes.length > 1 ? [refuse(`${tila}.tilanRahoitusmuodonYhtenäisyys`)] : []),
    ...(jotpaBeforeItsTime(opiskeluoikeus) ? [tooEarly('jotpa', CONTINUOUS_LEARNING_FROM)] : []),
    ...grantErrors(opiskeluoikeus, jotpa.length > 0),
  ];
}

/** Commissioned education neither becomes another funding nor comes of one. */
export function commissionedEducationNeverChanges(before: Opiskeluoikeus, after: Opiskeluoikeus): Refusal[] {
  const [old, next] = [codesOf(before), codesOf(after)];
  const others = (codes: readonly string[]) => codes.some((code) => code !== commissioned);
  if (old.includes(commissioned) && others(next)) {
    return [refuse(`${tila}.tilanRahoitusmuodonYhtenäisyys`, { tapaus: 'pois tilauskoulutuksesta' })];
  }
  return others(old) && next.includes(commissioned)
    ? [refuse(`${tila}.tilanRahoitusmuodonYhtenäisyys`, { tapaus: 'tilauskoulutukseen' })]
    : [];
}

function codesOf({ tila: { opiskeluoikeusjaksot } }: Opiskeluoikeus): string[] {
  return opiskeluoikeusjaksot.flatMap(({ opintojenRahoitus }) => opintojenRahoitus?.koodiarvo ?? []);
}

function tooEarly(rahoitus: string, päivä: string): Refusal {
  return refuse('badRequest.validation.date.alkamispäivä', { tapaus: rahoitus, päivä });
}

function jotpaBeforeItsTime({ tila: { opiskeluoikeusjaksot } }: Opiskeluoikeus): boolean {
  return opiskeluoikeusjaksot.some(
    ({ alku, opintojenRahoitus }) =>
      continuousLearning.includes(opintojenRahoitus?.koodiarvo ?? '') && alku < CONTINUOUS_LEARNING_FROM,
  );
}

function grantErrors(opiskeluoikeus: Opiskeluoikeus, funded: boolean): Refusal[] {
  const named =
    grantedTypes.includes(opiskeluoikeus.tyyppi.koodiarvo) && isGiven(additionsOf(opiskeluoikeus)['jotpaAsianumero']);
  if (funded === named) return [];
  return [refuse(`${tila}.${funded ? 'vaatiiJotpaAsianumeron' : 'jotpaAsianumeroAnnettuVaikkeiJotpaRahoitteinen'}`)];
}
