import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { finalStates, stateOf, type Opiskeluoikeus } from '../opiskeluoikeus.js';

/**
 * An active study right does not move to another oppilaitos of the same koulutustoimija, unless that oppilaitos is in
 * its organisaatiohistoria. A koulutustoimija that nobody has named is the same as before. Koski
 * OpiskeluoikeusChangeValidator, with the state of the study right in the place of the state of the old oppilaitos, which
 * only an organisation register knows.
 */
export function oppilaitosStaysWithinKoulutustoimija(before: Opiskeluoikeus, after: Opiskeluoikeus): Refusal[] {
  const moved = before.oppilaitos?.oid !== after.oppilaitos?.oid;
  const sameProvider = before.koulutustoimija?.oid === after.koulutustoimija?.oid;
  const active = !finalStates.includes(stateOf(before));
  const beenThere = (before.organisaatiohistoria ?? []).some(
    (entry) => (entry['oppilaitos'] as { oid?: unknown } | undefined)?.oid === after.oppilaitos?.oid,
  );
  return moved && sameProvider && active && !beenThere
    ? [refuse('badRequest.validation.organisaatio.oppilaitoksenVaihto')]
    : [];
}
