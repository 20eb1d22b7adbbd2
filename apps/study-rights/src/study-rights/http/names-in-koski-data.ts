import type { LocalisedText } from '#kernel';
import { fieldsOf } from '../domain/opiskeluoikeus.js';

/** A code of Koski's data with its name, if the sender has given one. */
export interface NamedCode {
  readonly code: string;
  readonly name: LocalisedText | null;
}

/** A text of Koski's data (`nimi`), in Finnish too where it has another language only; null when it is none. */
export function localisedOf(value: unknown): LocalisedText | null {
  const { fi, sv, en } = fieldsOf(value);
  const fallback = [fi, sv, en].find((text): text is string => typeof text === 'string' && text !== '');
  if (fallback === undefined) return null;
  return {
    fi: typeof fi === 'string' && fi !== '' ? fi : fallback,
    ...(typeof sv === 'string' && sv !== '' && { sv }),
    ...(typeof en === 'string' && en !== '' && { en }),
  };
}

/** The qualification or education that a `koulutusmoduuli.tunniste` names. */
export function qualificationOf(tunniste: unknown): NamedCode | null {
  const { koodiarvo, nimi } = fieldsOf(tunniste);
  return typeof koodiarvo === 'string' ? { code: koodiarvo, name: localisedOf(nimi) } : null;
}
