import { refuse } from '#kernel';
import type { Refusal } from '../../errors.js';
import type { Opiskeluoikeus } from './opiskeluoikeus.js';
import { sameJson } from './same-json.js';
import type { StudyRight } from './study-right.js';

/** Types of which a main suoritus is removed by itself; in the others a new transfer does it. */
const typesWithRemoval: readonly string[] = [
  'perusopetus',
  'aikuistenperusopetus',
  'ammatillinenkoulutus',
  'internationalschool',
  'europeanschoolofhelsinki',
  'ibtutkinto',
  'esiopetus',
  'taiteenperusopetus',
];
/** Suoritus types that are removed from study rights of every type. */
const suoritusTypesWithRemoval: readonly string[] = ['lukionoppiaineenoppimaara'];

/** One main suoritus is to go; it is named as a whole, and the version is the one that the caller has seen. */
export interface MainSuoritusRemoval {
  readonly versionumero: number;
  readonly suoritus: Readonly<Record<string, unknown>>;
}

/**
 * The study right without one of its main suoritukset, in the order of Koski's checks: the version, the only one, the
 * type. Koski KoskiOppijaFacade (delete-paatason-suoritus). Content is not validated: what is left was valid before.
 */
export function withoutMainSuoritus(
  studyRight: StudyRight,
  { versionumero, suoritus }: MainSuoritusRemoval,
): StudyRight | Refusal {
  if (versionumero !== studyRight.version) {
    return refuse('conflict.versionumero', { annettu: versionumero, currentVersion: studyRight.version });
  }
  const { data } = studyRight;
  const place = data.suoritukset.findIndex((own) => sameJson(own, suoritus));
  if (data.suoritukset.length <= 1) return refuse('forbidden.ainoanPäätasonSuorituksenPoisto');
  if (place < 0) return refuse('notFound.suoritustaEiLöydy');
  const type = data.suoritukset[place]?.tyyppi.koodiarvo ?? '';
  if (!isRemovable(data, type)) return refuse('forbidden', { tapaus: 'suorituksenPoisto', suoritus: type });
  const suoritukset = data.suoritukset.filter((_, index) => index !== place);
  return { ...studyRight, version: studyRight.version + 1, data: { ...data, suoritukset } };
}

function isRemovable({ tyyppi }: Opiskeluoikeus, suoritusType: string): boolean {
  return typesWithRemoval.includes(tyyppi.koodiarvo) || suoritusTypesWithRemoval.includes(suoritusType);
}
