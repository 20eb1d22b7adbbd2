import type { Koodi, Opiskeluoikeus, Suoritus } from '../opiskeluoikeus.js';

/** Single subjects come and go; they are not copied back. */
const notKept: readonly string[] = [
  'lukionoppiaineenoppimaara',
  'nuortenperusopetuksenoppiaineenoppimaara',
  'perusopetuksenoppiaineenoppimaara',
];

/**
 * Outside vocational education a confirmed main suoritus that a new transfer leaves out stays, before the new ones.
 * Koski OpiskeluoikeusChangeMigrator.
 */
export function withConfirmedSuoritukset(before: Opiskeluoikeus, after: Opiskeluoikeus): Opiskeluoikeus {
  if (after.tyyppi.koodiarvo === 'ammatillinenkoulutus') return after;
  const kept = before.suoritukset.filter(
    (old) =>
      isConfirmed(old) &&
      !notKept.includes(old.tyyppi.koodiarvo) &&
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
