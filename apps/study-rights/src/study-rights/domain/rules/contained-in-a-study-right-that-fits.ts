import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { OTHER_QUALIFICATION_LINKS_REFUSED_FROM } from '../dated-rules.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';
import type { StudyRight } from '../study-right.js';

interface Linking {
  /** Oid of the study right that is sent, when it is stored already. */
  readonly oid: string | undefined;
  readonly learnerOids: readonly string[];
  readonly today: string;
}

/**
 * The study right that `sisältyyOpiskeluoikeuteen` names is there, is another one, is not invalidated, and is of the oppilaitos and
 * learner that are stated: the link ends feedback and forbids a HOKS. Koski KoskiValidator.validateSisältyvyys.
 * @param linked live study rights that the payload names, in whosever reach
 */
export function containedInAStudyRightThatFits(
  sent: Opiskeluoikeus,
  linked: readonly StudyRight[],
  { oid, learnerOids, today }: Linking,
  refusedFrom: string | null = OTHER_QUALIFICATION_LINKS_REFUSED_FROM,
): Refusal[] {
  const link = sent.sisältyyOpiskeluoikeuteen;
  if (link === undefined) return [];
  const key = 'badRequest.validation.sisältäväOpiskeluoikeus';
  const containing = linked.find((one) => one.oid === link.oid);
  if (link.oid === oid) return [refuse(`${key}.eiLöydy`, { tapaus: 'itse', oid: link.oid })];
  if (containing === undefined) return [refuse(`${key}.eiLöydy`, { oid: link.oid })];
  if (refusedFrom !== null && today >= refusedFrom && !isOfTheSameQualification(sent, containing)) {
    return [refuse(`${key}.eriPäätasonSuoritus`)];
  }
  if (containing.institutionOid !== link.oppilaitos.oid) return [refuse(`${key}.vääräOppilaitos`)];
  return learnerOids.includes(containing.learnerOid) ? [] : [refuse(`${key}.henkilöTiedot`)];
}

/**
 * Whether the main suoritukset of what is contained, by type and curriculum, are among those of what contains it. Koski will refuse
 * anything else one day (21.7.2026); since 6.8.2026 it only writes it to its log.
 */
export function isOfTheSameQualification(contained: Opiskeluoikeus, containing: StudyRight): boolean {
  const all = suorituksetOf(containing.data);
  return suorituksetOf(contained).every((one) => all.includes(one));
}

function suorituksetOf({ suoritukset }: Opiskeluoikeus): string[] {
  return suoritukset.map(({ tyyppi, koulutusmoduuli }) =>
    JSON.stringify([tyyppi.koodiarvo, koulutusmoduuli.perusteenDiaarinumero ?? null]),
  );
}
