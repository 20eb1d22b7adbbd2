const TYPES = ['SUBSTITUTION', 'INCLUSION', 'EXEMPTION'] as const;

type Written = Readonly<Record<string, unknown>>;

/** What stands in the address of the bank; the text that is searched for stays on the page (pages.md 5.14). */
export interface BankSearch {
  readonly type?: (typeof TYPES)[number] | undefined;
}

export function bankSearch(written: Written): BankSearch {
  return { type: TYPES.find((type) => type === written['type']) };
}

/** Whose notice is shown; the own institution's when left out. */
export interface InstitutionSearch {
  readonly institution?: string | undefined;
}

export function institutionSearch({ institution }: Written): InstitutionSearch {
  return { institution: typeof institution === 'string' && /^[\d.]+$/.test(institution) ? institution : undefined };
}

export const KEYWORD_STATES = ['LIVE', 'RETIRED'] as const;
export const KEYWORD_LANGUAGES = ['sv', 'en'] as const;

/** What stands in the address of the codeset of keywords. */
export interface KeywordSearch {
  readonly state?: (typeof KEYWORD_STATES)[number] | undefined;
  /** Only those without a translation into this language. */
  readonly missing?: (typeof KEYWORD_LANGUAGES)[number] | undefined;
  /** Code of okmohjauksenala. */
  readonly field?: number | undefined;
}

export function keywordSearch(written: Written): KeywordSearch {
  const field = Number(written['field']);
  return {
    state: KEYWORD_STATES.find((state) => state === written['state']),
    missing: KEYWORD_LANGUAGES.find((language) => language === written['missing']),
    field: Number.isInteger(field) && field >= 1 && field <= 12 ? field : undefined,
  };
}
