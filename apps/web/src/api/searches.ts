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
