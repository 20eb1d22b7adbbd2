import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { statesOf, type Opiskeluoikeus } from '../opiskeluoikeus.js';

/** Each state is one that the type of study right knows; `peruutettu` is not for TUVA. Part of Koski's schema. */
export function stateIsOneOfTheTypesStates(opiskeluoikeus: Opiskeluoikeus): Refusal[] {
  const allowed = statesOf(opiskeluoikeus.tyyppi.koodiarvo);
  return opiskeluoikeus.tila.opiskeluoikeusjaksot.flatMap((period, index) =>
    allowed.includes(period.tila.koodiarvo)
      ? []
      : [
          refuse('badRequest.validation.jsonSchema', {
            polut: `tila.opiskeluoikeusjaksot.${index}.tila.koodiarvo`,
          }),
        ],
  );
}
