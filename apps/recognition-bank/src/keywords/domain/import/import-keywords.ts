import type { LocalisedText } from '#kernel';
import { isRefused } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { editKeyword, restoreKeyword } from '../decide/change-keyword.js';
import type { Keyword } from '../keyword.js';
import { codeFor } from '../terms.js';
import type { BadLine, KeywordRow } from './rows-of-keywords.js';

/** What the institution has of what the lines name. */
export interface StandingCodeset {
  readonly byCode: ReadonlyMap<string, Keyword>;
  /** Code of the live keyword by language and term (`termKey`). */
  readonly takenTerms: ReadonlyMap<string, string>;
  /** Code of a retired keyword, merged into none, by its Finnish term: a word from before the codeset. */
  readonly retiredTerms: ReadonlyMap<string, string>;
  /** The term as it is compared: in any case and spacing the same. */
  readonly fold: (term: string) => string;
}

export interface ImportPlan {
  readonly changed: readonly Keyword[];
  readonly added: number;
  readonly edited: number;
  readonly unchanged: number;
  readonly badLines: readonly BadLine[];
}

const LANGUAGES = ['fi', 'sv', 'en'] as const;

export function termKey(language: keyof LocalisedText, folded: string): string {
  return `${language} ${folded}`;
}

/**
 * What comes of the lines, one after another: a code, or a Finnish term in any case, that the institution has leads to its keyword, which is
 * written as the line says, and offered again when it was retired; others are added. The same lines again change nothing. A term that another
 * live keyword has is refused, a second line about one keyword, and a line about what has been merged.
 */
export function importKeywords(
  institutionOid: string,
  rows: readonly KeywordRow[],
  standing: StandingCodeset,
): ImportPlan {
  const { fold } = standing;
  const now = new Map(standing.byCode);
  const taken = new Map(standing.takenTerms);
  const changed: Keyword[] = [];
  const named = new Set<string>();
  const badLines: BadLine[] = [];
  const counts = { added: 0, edited: 0, unchanged: 0 };
  const keysOf = ({ terms }: Pick<Keyword, 'terms'>) =>
    LANGUAGES.flatMap((language) => {
      const term = terms[language];
      return term === undefined ? [] : [{ term, key: termKey(language, fold(term)) }];
    });
  for (const row of rows) {
    const finnish = fold(row.terms.fi);
    const found = row.code ?? taken.get(termKey('fi', finnish)) ?? standing.retiredTerms.get(finnish);
    const before = found === undefined ? undefined : now.get(found);
    const code = found ?? codeFor(row.terms.fi, now);
    const next = before ? written(before, row, fold) : added(institutionOid, code, row);
    const refusal = named.has(code) ? termTaken(row.terms.fi, code) : isRefused(next) ? next : clash(next, code);
    if (refusal || isRefused(next)) {
      if (refusal) badLines.push({ line: row.line, refusal });
      continue;
    }
    named.add(code);
    if (next === before) {
      counts.unchanged++;
      continue;
    }
    if (before?.state === 'LIVE') for (const { key } of keysOf(before)) taken.delete(key);
    for (const { key } of keysOf(next)) taken.set(key, code);
    now.set(code, next);
    counts[before ? 'edited' : 'added']++;
    // One command makes one version, also where it restores and edits.
    changed.push({ ...next, version: (before?.version ?? 0) + 1 });
  }
  return { changed, ...counts, badLines };

  function clash(next: Keyword, code: string): Refusal | undefined {
    const found = keysOf(next).find(({ key }) => (taken.get(key) ?? code) !== code);
    return found && termTaken(found.term, taken.get(found.key));
  }
}

function termTaken(term: string, keyword: string | undefined): Refusal {
  return { refused: 'keyword/term-taken', details: { term, keyword } };
}

function added(institutionOid: string, code: string, { terms, fieldsOfEducation }: KeywordRow): Keyword {
  return { institutionOid, code, terms, fieldsOfEducation, state: 'LIVE', mergedInto: null, version: 1 };
}

/** The keyword as the line writes it; the very same one when it says so already. A line without a code does not change how the word is spelt. */
function written(before: Keyword, row: KeywordRow, fold: (term: string) => string): Keyword | Refusal {
  if (before.mergedInto !== null) {
    return { refused: 'keyword/not-live', details: { keyword: before.code, mergedInto: before.mergedInto } };
  }
  const { fieldsOfEducation } = row;
  const isSameWord = row.code === null && fold(row.terms.fi) === fold(before.terms.fi);
  const terms = isSameWord ? { ...row.terms, fi: before.terms.fi } : row.terms;
  const live = before.state === 'LIVE' ? before : restoreKeyword(before);
  if (isRefused(live)) return live;
  const same =
    LANGUAGES.every((language) => live.terms[language] === terms[language]) &&
    live.fieldsOfEducation.join() === fieldsOfEducation.join();
  return same ? live : editKeyword(live, { terms, fieldsOfEducation });
}
