import { type LocalisedText, LIMITS } from '#kernel';

const SPACES = /\s+/gu;
/** What a letter is made of comes apart by NFD: é is an e with a mark. */
const MARKS = /\p{M}/gu;
const NOT_OF_A_CODE = /[^a-z0-9åäö]+/gu;
const SHORTEST = 2;

/** A term as it is kept: one space between words, none around them. */
export function tidied(term: string): string {
  return term.normalize('NFC').trim().replaceAll(SPACES, ' ');
}

/** Each term tidied; a translation that is not there is left out. */
export function tidiedTerms(terms: { readonly [language in keyof LocalisedText]?: string | undefined }): LocalisedText {
  const { fi = '', sv, en } = terms;
  return { fi: tidied(fi), ...(sv !== undefined && { sv: tidied(sv) }), ...(en !== undefined && { en: tidied(en) }) };
}

/**
 * Codes of small letters, digits and hyphens that say in Finnish what the keyword is, such as `projektityö` or `avoin-data`; numbered from the
 * second one on, without end.
 */
export function* codesFor(term: string): Generator<string, never> {
  const letters = Array.from(term.toLowerCase(), plain).join('').replaceAll(NOT_OF_A_CODE, '-');
  const trimmed = letters.replaceAll(/^-+|-+$/g, '');
  const spelt = trimmed.length < SHORTEST ? `asiasana-${trimmed}`.replace(/-$/, '') : trimmed;
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    yield `${spelt.slice(0, LIMITS.keyword - suffix.length)}${suffix}`;
  }
}

/** The first of them that nothing has. */
export function codeFor(term: string, taken: { readonly has: (code: string) => boolean }): string {
  const codes = codesFor(term);
  for (;;) {
    const { value } = codes.next();
    if (!taken.has(value)) return value;
  }
}

function plain(letter: string): string {
  return 'åäö'.includes(letter) ? letter : letter.normalize('NFD').replaceAll(MARKS, '');
}
