import type { Language } from '../texts/texts';

interface Step {
  readonly field: string;
  readonly item: string | null;
}

interface Words {
  readonly yes: string;
  readonly no: string;
  readonly nothing: string;
  /** Of a day, YYYY-MM-DD. */
  readonly day: (day: string) => string;
}

/** Longer ones are read from the version itself. */
const LONGEST = 200;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Where it is, by the names that Koski or eHOKS gives to its fields: "tila › opiskeluoikeusjaksot (2026-08-10) › tila". */
export function placeOf(path: readonly Step[]): string {
  return path.map(({ field, item }) => (item === null ? field : `${field} (${item})`)).join(' › ');
}

/** A value of Koski's or eHOKS's data as people read it: codes by their names where the sender has given them. */
export function valueText(value: unknown, language: Language, words: Words): string {
  const text = inWords(value, language, words);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function inWords(value: unknown, language: Language, words: Words): string {
  if (value === null || value === undefined) return words.nothing;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map((item) => inWords(item, language, words)).join('; ');
  if (typeof value === 'string') return DAY.test(value) ? words.day(value) : value;
  if (typeof value !== 'object') return JSON.stringify(value);
  const fields = value as Readonly<Record<string, unknown>>;
  if (typeof fields['koodiarvo'] === 'string') return nameOf(fields['nimi'], language) ?? fields['koodiarvo'];
  const name = nameOf(fields, language);
  if (name !== undefined) return name;
  return Object.entries(fields)
    .map(([field, content]) => `${field} ${inWords(content, language, words)}`)
    .join(', ');
}

/** A text in several languages, in that of the page or in one that it has. */
function nameOf(nimi: unknown, language: Language): string | undefined {
  if (typeof nimi !== 'object' || nimi === null) return undefined;
  const names = nimi as Readonly<Record<string, unknown>>;
  const isText = Object.keys(names).every((key) => ['fi', 'sv', 'en'].includes(key));
  const found = isText ? [language, 'fi', 'sv', 'en'].map((one) => names[one]) : [];
  return found.find((text): text is string => typeof text === 'string');
}
