import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';
import { continuousLearning } from './fundings-that-do-not-mix.js';

interface FundedType {
  /** States that say who pays. */
  readonly states: readonly string[];
  /** Codes of opintojenrahoitus that periods of the type may have, in any state. */
  readonly codes: readonly string[];
  /** States that have no funding. */
  readonly unfunded?: readonly string[];
}

const upTo17 = Array.from({ length: 17 }, (_, index) => String(index + 1));
const present = ['lasna', 'valmistunut'];
const upperSecondary: FundedType = { states: present, codes: ['1', '6', '16'] };

/** Types whose periods have a funding at all. Koski's schema, and KoskiValidator.validateOpintojenrahoitus. */
const fundedTypes: Readonly<Record<string, FundedType>> = {
  ammatillinenkoulutus: { states: [...present, 'loma'], codes: upTo17 },
  tuva: { states: [...present, 'loma'], codes: ['1', '6', '10'] },
  lukiokoulutus: upperSecondary,
  luva: upperSecondary,
  ibtutkinto: upperSecondary,
  diatutkinto: {
    ...upperSecondary,
    unfunded: ['eronnut', 'katsotaaneronneeksi', 'mitatoity', 'peruutettu', 'valiaikaisestikeskeytynyt'],
  },
  internationalschool: { states: [], codes: ['1', '6', '16'] },
  aikuistenperusopetus: { states: present, codes: ['1', '6'] },
  muukuinsaanneltykoulutus: { states: ['lasna', 'hyvaksytystisuoritettu'], codes: continuousLearning },
};
const jotpaCourse: FundedType = { states: ['lasna', 'hyvaksytystisuoritettu'], codes: continuousLearning };

/** Periods say who pays (opintojenRahoitus) where their type demands it, by a code of that type: feedback is decided on it. */
export function fundingIsStatedWhereRequired(opiskeluoikeus: Opiskeluoikeus): Refusal[] {
  const funded = fundingOf(opiskeluoikeus);
  if (funded === undefined) return [];
  return opiskeluoikeus.tila.opiskeluoikeusjaksot.flatMap(({ tila: { koodiarvo: tila }, opintojenRahoitus }) => {
    const code = opintojenRahoitus?.koodiarvo;
    if (code === undefined) {
      return funded.states.includes(tila) ? refuse(`${TILA}.tilaltaPuuttuuRahoitusmuoto`, { tila }) : [];
    }
    if (funded.unfunded?.includes(tila)) return refuse(`${TILA}.tilallaEiSaaOllaRahoitusmuotoa`, { tila });
    if (funded.codes.includes(code)) return [];
    return continuousLearning.includes(code)
      ? refuse(`${TILA}.tilanRahoitusmuotoEiSaaOllaJotpa`)
      : refuse(`${TILA}.tilaltaPuuttuuRahoitusmuoto`, {
          tapaus: 'tuntematon',
          tila,
          koodit: funded.codes.join(', '),
        });
  });
}

const TILA = 'badRequest.validation.tila';

function fundingOf({ tyyppi, suoritukset }: Opiskeluoikeus): FundedType | undefined {
  if (suoritukset.some((suoritus) => suoritus.tyyppi.koodiarvo === 'vstjotpakoulutus')) return jotpaCourse;
  return Object.hasOwn(fundedTypes, tyyppi.koodiarvo) ? fundedTypes[tyyppi.koodiarvo] : undefined;
}
