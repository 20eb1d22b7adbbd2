import { koskiError, type KoskiError } from '../koski-error.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

const lastDayOfLeave = '2025-12-31';

/** In vocational education and vocational TUVA no `loma` period begins after 31.12.2025. */
export function leaveIsNotUsedAfter2025(opiskeluoikeus: Opiskeluoikeus): KoskiError[] {
  const vocational =
    opiskeluoikeus.tyyppi.koodiarvo === 'ammatillinenkoulutus' ||
    (opiskeluoikeus.tyyppi.koodiarvo === 'tuva' && opiskeluoikeus.järjestämislupa?.koodiarvo === 'ammatillinen');
  const late = opiskeluoikeus.tila.opiskeluoikeusjaksot.some(
    (period) => period.tila.koodiarvo === 'loma' && period.alku > lastDayOfLeave,
  );
  return vocational && late ? [koskiError('badRequest.validation.ammatillinen.lomaTilaRajapäivänJälkeen')] : [];
}
