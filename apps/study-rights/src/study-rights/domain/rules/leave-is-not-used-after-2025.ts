import { addDays, refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { isVocational, type Opiskeluoikeus } from '../opiskeluoikeus.js';
import { LAST_DAY_OF_OLD_FUNDING } from './funding-reform-of-2026.js';

/**
 * In vocational education and vocational TUVA no `loma` period is in force after 31.12.2025, though it began before: the state
 * that follows begins on 1.1.2026 at the latest. Koski AmmatillinenValidation.validateLomaTilat (30.9. and 20.10.2025).
 */
export function leaveIsNotUsedAfter2025(opiskeluoikeus: Opiskeluoikeus, today: string): Refusal[] {
  if (today <= LAST_DAY_OF_OLD_FUNDING || !isVocational(opiskeluoikeus)) return [];
  const periods = opiskeluoikeus.tila.opiskeluoikeusjaksot;
  const late = periods.some(({ tila, alku }, index) => {
    if (tila.koodiarvo !== 'loma') return false;
    const next = periods[index + 1];
    return alku > LAST_DAY_OF_OLD_FUNDING || next === undefined || next.alku > addDays(LAST_DAY_OF_OLD_FUNDING, 1);
  });
  return late ? [refuse('badRequest.validation.ammatillinen.lomaTilaRajapäivänJälkeen')] : [];
}
