import { koskiError, type KoskiError } from '../../../problems/koski-error.js';
import { startDateOf, type Opiskeluoikeus } from '../opiskeluoikeus.js';

/** arvioituPäättymispäivä is the day on which the study right begins, or later. Koski DateValidation. */
export function estimatedEndIsNotBeforeTheStart(opiskeluoikeus: Opiskeluoikeus): KoskiError[] {
  const [alku, loppu] = [startDateOf(opiskeluoikeus), opiskeluoikeus['arvioituPäättymispäivä']];
  return alku !== null && typeof loppu === 'string' && loppu < alku
    ? [koskiError('badRequest.validation.date.arvioituPäättymisPäiväEnnenAlkamispäivää', { alku, loppu })]
    : [];
}
