import { readFileSync } from 'node:fs';
import { placesIn } from './fill.js';
import type { ErrorDefinition, Localised } from './error-definition.js';
import { stepsNamed, type ConditionalStep, type StepRule, type StepTable } from './next-steps.js';

/** How a code is answered and logged. */
export interface ErrorRule<S extends string = string> {
  readonly status: number;
  /** 'info' unless said: a refusal is no fault of ours. */
  readonly level?: ErrorDefinition['level'];
  /** The place of a request that it is about; `{fields}` stands for those that the detail of that name lists. */
  readonly at?: string;
  /** What can be done about it, in this order. */
  readonly next?: readonly (S | ConditionalStep<S>)[];
}

/** Languages that people read refusals in. */
export const LANGUAGES = ['fi', 'sv', 'en'] as const satisfies readonly (keyof Localised)[];

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;
export type TextsByLanguage = Readonly<Record<keyof Localised, Texts>>;

/**
 * The codes of a service with their texts, which stand in `errors.{fi,sv,en}.json` for translators: title and detail by code. `{name}` stands
 * for the value of that name in the details of a refusal.
 * @param folder of the three files
 * @param steps that the rules name as next ones
 * @throws Error that names what is wrong, at start and in every test that imports the table, unless each code has both texts in the three
 *   languages, with the same places for values, and no text is left over
 */
export function errorTable<const C extends string, const S extends string = never>(
  folder: URL,
  rules: Readonly<Record<C, ErrorRule<NoInfer<S>>>>,
  steps: StepTable<S> = {} as StepTable<S>,
): Readonly<Record<C, ErrorDefinition>> {
  const codes = Object.keys(rules) as C[];
  const texts = checkedTexts(folder, codes, ['title', 'detail']);
  const table = codes.map((code) => {
    const { status, level = 'info', at, next } = rules[code];
    const said = { title: localised(texts, code, 'title'), detail: localised(texts, code, 'detail') };
    return [
      code,
      { status, level, ...said, ...(at !== undefined && { at }), ...(next && { next: stepsNamed(steps, next) }) },
    ];
  });
  return Object.fromEntries(table) as Record<C, ErrorDefinition>;
}

/**
 * The steps of a service with their texts, which stand in `steps.{fi,sv,en}.json`. An operation that no service has does not compile.
 * @param folder of the three files
 * @throws Error that names what is wrong, as `errorTable`
 */
export function stepTable<const S extends string>(folder: URL, rules: Readonly<Record<S, StepRule>>): StepTable<S> {
  const names = Object.keys(rules) as S[];
  const texts = checkedTexts(folder, names, ['text'], 'steps');
  const table = names.map((name) => [name, { ...rules[name], text: localised(texts, name, 'text') }]);
  return Object.fromEntries(table) as StepTable<S>;
}

/**
 * The three files of texts in a folder, by language.
 * @param needed names of the texts that every code has
 * @param file what the files are called before the language
 * @throws Error that names what is wrong, as errorTable
 */
export function checkedTexts(
  folder: URL,
  codes: readonly string[],
  needed: readonly string[],
  file = 'errors',
): TextsByLanguage {
  const [fi, sv, en] = LANGUAGES.map(
    (language) => JSON.parse(readFileSync(new URL(`${file}.${language}.json`, folder), 'utf8')) as Texts,
  );
  const texts = { fi: fi ?? {}, sv: sv ?? {}, en: en ?? {} };
  const mistakes = mistakesIn(texts, codes, needed, file);
  if (mistakes.length > 0) throw new Error(`Texts of refusals: ${mistakes.join(' ')}`);
  return texts;
}

/**
 * One sentence per mistake: a code without a text in a language, a text that no code has, one that only other languages have, or places
 * for values that differ between the languages.
 */
function mistakesIn(
  texts: TextsByLanguage,
  codes: readonly string[],
  needed: readonly string[],
  file: string,
): string[] {
  return LANGUAGES.flatMap((language) => {
    const named = `${file}.${language}.json`;
    const ownerless = Object.keys(texts[language]).filter((code) => !codes.includes(code));
    const ofCodes = codes.flatMap((code) => {
      const names = new Set([...needed, ...LANGUAGES.flatMap((one) => Object.keys(texts[one][code] ?? {}))]);
      return [...names].flatMap((name) => {
        const text = texts[language][code]?.[name];
        if (!text) return [`${named} has no ${name} of ${code}.`];
        if (placesOf(text) === placesOf(texts.fi[code]?.[name])) return [];
        return [`${named} has other places for values in ${name} of ${code} than Finnish.`];
      });
    });
    return [...ofCodes, ...ownerless.map((code) => `${named} has texts of ${code}, which is no code.`)];
  });
}

function placesOf(text = ''): string {
  return placesIn(text).join(' ');
}

function localised(texts: TextsByLanguage, code: string, name: string): Localised {
  const [fi = '', sv = '', en = ''] = LANGUAGES.map((language) => texts[language][code]?.[name]);
  return { fi, sv, en };
}
