import type { Koodi, Opiskeluoikeus, Suoritus } from '../opiskeluoikeus.js';

/** Types whose transfers contain every main suoritus: what is left out is removed (IB since 4.7.2025). */
const completeTypes: readonly string[] = [
  'ammatillinenkoulutus',
  'ebtutkinto',
  'esiopetus',
  'europeanschoolofhelsinki',
  'ibtutkinto',
  'taiteenperusopetus',
];
/** Single subjects come and go; they are not copied back. */
const notKept: readonly string[] = [
  'lukionaineopinnot',
  'lukionoppiaineenoppimaara',
  'nuortenperusopetuksenoppiaineenoppimaara',
  'perusopetuksenoppiaineenoppimaara',
];
/** Nor is the syllabus of 2019 of upper secondary education. */
const lukio2019: readonly string[] = ['OPH-2263-2019', 'OPH-2267-2019'];

/**
 * A confirmed main suoritus that a new transfer leaves out stays, before the new ones, except where transfers contain them all.
 * Koski OpiskeluoikeusChangeMigrator.
 */
export function withConfirmedSuoritukset(before: Opiskeluoikeus, after: Opiskeluoikeus): Opiskeluoikeus {
  if (completeTypes.includes(after.tyyppi.koodiarvo)) return after;
  const kept = before.suoritukset.filter(
    (old) =>
      isConfirmed(old) &&
      !notKept.includes(old.tyyppi.koodiarvo) &&
      !lukio2019.includes(old.koulutusmoduuli.perusteenDiaarinumero ?? '') &&
      !after.suoritukset.some((suoritus) => sameCode(suoritus.koulutusmoduuli.tunniste, old.koulutusmoduuli.tunniste)),
  );
  return kept.length === 0 ? after : { ...after, suoritukset: [...kept, ...after.suoritukset] };
}

function isConfirmed({ vahvistus }: Suoritus): boolean {
  return vahvistus !== undefined && vahvistus !== null;
}

function sameCode(left: Koodi, right: Koodi): boolean {
  return left.koodiarvo === right.koodiarvo && left['koodistoUri'] === right['koodistoUri'];
}
