import { koskiError, type KoskiError } from '../../../problems/koski-error.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

/**
 * A vocational study right has one main suoritus; two only for an old-style näyttötutkinto with its preparing education.
 * A TUVA study right has one, by Koski's schema.
 */
export function oneMainSuoritus({ tyyppi, suoritukset }: Opiskeluoikeus): KoskiError[] {
  if (suoritukset.length <= 1) return [];
  if (tyyppi.koodiarvo === 'tuva') return [koskiError('badRequest.validation.jsonSchema', { polut: 'suoritukset' })];
  if (tyyppi.koodiarvo !== 'ammatillinenkoulutus') return [];
  const types = suoritukset.map((suoritus) => suoritus.tyyppi.koodiarvo);
  const preparing = types.filter((type) => type === 'nayttotutkintoonvalmistavakoulutus');
  const qualifications = types.filter((type) => type === 'ammatillinentutkinto');
  return types.length === 2 && preparing.length === 1 && qualifications.length === 1
    ? []
    : [koskiError('badRequest.validation.ammatillinen.useampiPäätasonSuoritus')];
}
