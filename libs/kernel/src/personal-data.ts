/** What in a text identifies a person, known to us or not. */
export type PersonalData = 'identity-code' | 'email' | 'phone';

/** Raise it when something more is found: entries that an earlier scan let through are then scanned again. */
export const PERSONAL_DATA_SCAN = 1;

/** Dates look like telephone numbers: 05.06.2019, 2019-06-05. */
const DATES = /(?<!\d)(?:\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?(?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?!\d)/g;

/**
 * Henkilötunnus (Population Information System Act 661/2009, section 12; the signs of Decree 690/2022), personnummer and the
 * person's number of Opetushallitus. The sign at the end is not checked: a code with a slip still shows who it is.
 */
const IDENTITY_CODES = [
  /(?<![\p{L}\p{N}])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}\s?[-+A-FU-Y]\s?\d{3}[0-9A-FHJ-NPR-Y](?![\p{L}\p{N}])/iu,
  /(?<![\p{L}\p{N}])(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?[-+]\s?\d{4}(?![\p{L}\p{N}])/u,
  /(?<!\d)1\.2\.246\.562\.24\.\d{11}(?!\d)/,
];

const EMAIL =
  /[\p{L}\p{N}._%+-]{1,64}\s?(?:@|\((?:at|ät)\)|\[(?:at|ät)\])\s?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/iu;

/** Numbers with a country's code, Finnish ones with their zero, and what is called a number of a telephone. */
const PHONES = [
  /(?<![\p{L}\p{N}])(?:\+|00\s?)[1-9](?:[\s()./-]{0,3}\d){6,13}(?!\d)/u,
  /(?<![\p{L}\p{N}.,])\(?0[1-9](?:[\s()./-]{0,3}\d){6,9}(?![\p{L}\d])/u,
  /(?<!\p{L})(?:puh|puhelin|gsm|tel|tfn|mobil|phone)(?!\p{L})\.?:?\s{0,3}\(?\d(?:[\s()./-]{0,3}\d){4,13}/iu,
];

/**
 * What a text that anybody may read must not hold (R85; GDPR, art. 5(1)(c)). A name cannot be distinguished from other
 * words; a caller that knows whose text it is looks for that one.
 * @param text as people write it: other hyphens, hard spaces, wide digits and invisible characters make no difference
 */
export function personalDataIn(text: string): PersonalData | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s+/gu, ' ');
  if (IDENTITY_CODES.some((code) => code.test(plain))) return 'identity-code';
  if (EMAIL.test(plain)) return 'email';
  const withoutDates = plain.replace(DATES, '|');
  return PHONES.some((number) => number.test(withoutDates)) ? 'phone' : undefined;
}
