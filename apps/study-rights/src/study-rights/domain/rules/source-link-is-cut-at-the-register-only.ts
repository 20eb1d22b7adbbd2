import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { isGiven, type Opiskeluoikeus } from '../opiskeluoikeus.js';
import { sameJson } from '../same-json.js';

/**
 * That a study right has been cut from its source system (lähdejärjestelmäkytkentäPurettu) is marked at the register; a transfer
 * neither adds, changes nor removes the mark. Koski LahdejarjestelmakytkennanPurkaminenValidation (11/2024).
 * @param before what is stored; null: the study right is new
 */
export function sourceLinkIsCutAtTheRegisterOnly(before: Opiskeluoikeus | null, after: Opiskeluoikeus): Refusal[] {
  const [old, sent] = [before?.['lähdejärjestelmäkytkentäPurettu'], after['lähdejärjestelmäkytkentäPurettu']];
  if (!isGiven(old)) {
    return isGiven(sent) ? [refuse('forbidden.lähdejärjestelmäkytkennänPurkaminenEiSallittu')] : [];
  }
  return sameJson(old, sent) && after.lähdejärjestelmänId === undefined
    ? []
    : [refuse('forbidden.lähdejärjestelmäkytkennänMuuttaminenEiSallittu')];
}
