import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { startDateOf, type Opiskeluoikeus } from '../opiskeluoikeus.js';

/** arvioituPäättymispäivä is the day on which the study right begins, or later. Koski DateValidation. */
export function estimatedEndIsNotBeforeTheStart(opiskeluoikeus: Opiskeluoikeus): Refusal[] {
  const [alku, loppu] = [startDateOf(opiskeluoikeus), opiskeluoikeus['arvioituPäättymispäivä']];
  return alku !== null && typeof loppu === 'string' && loppu < alku
    ? [refuse('badRequest.validation.date.arvioituPäättymisPäiväEnnenAlkamispäivää', { alku, loppu })]
    : [];
}
