import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

/**
 * A vocational study right has one main suoritus; two only for an old-style näyttötutkinto with its preparing education.
 * A TUVA study right has one, by Koski's schema.
 */
export function oneMainSuoritus({ tyyppi, suoritukset }: Opiskeluoikeus): Refusal[] {
  if (suoritukset.length <= 1) return [];
  if (tyyppi.koodiarvo === 'tuva') return [refuse('badRequest.validation.jsonSchema', { polut: 'suoritukset' })];
  if (tyyppi.koodiarvo !== 'ammatillinenkoulutus') return [];
  const types = suoritukset.map((suoritus) => suoritus.tyyppi.koodiarvo);
  const preparing = types.filter((type) => type === 'nayttotutkintoonvalmistavakoulutus');
  const qualifications = types.filter((type) => type === 'ammatillinentutkinto');
  return types.length === 2 && preparing.length === 1 && qualifications.length === 1
    ? []
    : [refuse('badRequest.validation.ammatillinen.useampiPäätasonSuoritus')];
}
