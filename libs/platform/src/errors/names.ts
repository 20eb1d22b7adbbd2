import { checkedTexts, LANGUAGES, type TextsByLanguage } from './error-table.js';
import { worded } from './fill.js';
import type { Localised } from './error-definition.js';

/**
 * What people call fields and coded values, by language: `fields` by the field's name in requests, `values` by the code (`APPROVED`).
 * They stand in `names.{fi,sv,en}.json`.
 */
export type Names = TextsByLanguage;

/** @throws Error that names what is wrong, unless the three languages name the same. @param folder of the three files */
export function namesIn(folder: URL): Names {
  return checkedTexts(folder, ['fields', 'values'], [], 'names');
}

const platformNames = namesIn(new URL('./texts/', import.meta.url));

/** All of them as one; a later one counts where two name the same. */
export function joined(all: readonly Names[]): Names {
  const [fi = {}, sv = {}, en = {}] = LANGUAGES.map((language) => ({
    fields: Object.assign({}, ...all.map((names) => names[language]['fields'])) as Record<string, string>,
    values: Object.assign({}, ...all.map((names) => names[language]['values'])) as Record<string, string>,
  }));
  return { fi, sv, en };
}

/** The name of a coded value; undefined for what has none. */
export function nameOfValue(value: unknown, language: keyof Localised, names?: Names): string | undefined {
  return typeof value === 'string' ? names?.[language]['values']?.[value] : undefined;
}

/** A value of a problem's details as it stands in a sentence: codes and fields by their names. Undefined for what has no words. */
export function namedInText(value: unknown, language: keyof Localised, names?: Names): string | undefined {
  const { fields = {}, values = {} } = names?.[language] ?? {};
  return worded(value)
    ?.split(', ')
    .map((one) => values[one] ?? fields[one] ?? one)
    .join(', ');
}

/**
 * A path as people read it: `parts.0.bases.1.name` is "Hakemuksen osat 1 › Hyväksiluvun perusteet 2 › Osaamisen nimi". What has no name keeps
 * that of the path.
 */
export function nameOfPath(path: string, language: keyof Localised, names?: Names): string {
  const nameOf = (field: string) => names?.[language]['fields']?.[field] ?? platformNames[language]['fields']?.[field];
  if (path === '') return nameOf('') ?? '';
  return path
    .split('.')
    .map((step) => (/^\d+$/.test(step) ? ` ${Number(step) + 1}` : ` › ${nameOf(step) ?? step}`))
    .join('')
    .replace(/^ (› )?/, '');
}
