import { koskiError, type KoskiError } from '../../../problems/koski-error.js';
import { statesOf, type Opiskeluoikeus } from '../opiskeluoikeus.js';

/** Each state is one that the type of study right knows; `peruutettu` is not for TUVA. Part of Koski's schema. */
export function stateIsOneOfTheTypesStates(opiskeluoikeus: Opiskeluoikeus): KoskiError[] {
  const allowed = statesOf(opiskeluoikeus.tyyppi.koodiarvo);
  return opiskeluoikeus.tila.opiskeluoikeusjaksot.flatMap((period, index) =>
    allowed.includes(period.tila.koodiarvo)
      ? []
      : [
          koskiError('badRequest.validation.jsonSchema', {
            polut: `tila.opiskeluoikeusjaksot.${index}.tila.koodiarvo`,
          }),
        ],
  );
}
