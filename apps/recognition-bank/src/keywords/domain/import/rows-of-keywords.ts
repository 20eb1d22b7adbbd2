import { type LocalisedText, LIMITS } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { codeFor, tidied, tidiedTerms } from '../terms.js';
import { type CsvRow, csvRows } from './csv.js';

/** A keyword as a line of a table gives it. */
export interface KeywordRow {
  readonly line: number;
  /** Null: the line gives none, and the term leads to the keyword. */
  readonly code: string | null;
  readonly terms: LocalisedText;
  readonly fieldsOfEducation: readonly number[];
}

/** A line of which nothing is taken. */
export interface BadLine {
  readonly line: number;
  readonly refusal: Refusal;
}

export interface KeywordTable {
  readonly rows: readonly KeywordRow[];
  readonly badLines: readonly BadLine[];
}

type Column = 'code' | 'fi' | 'sv' | 'en' | 'fields' | 'state';

/** What the columns are called: in our own export, and in tables of codesets that institutions bring along (Peppi's among them). */
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  code: ['code', 'koodi', 'koodiarvo', 'tunnus', 'kod'],
  fi: ['fi', 'nimi', 'nimi fi', 'suomi', 'suomeksi', 'termi', 'asiasana'],
  sv: ['sv', 'nimi sv', 'ruotsi', 'ruotsiksi', 'namn', 'svenska'],
  en: ['en', 'nimi en', 'englanti', 'englanniksi', 'name', 'english'],
  fields: ['fields', 'ohjauksenala', 'okmohjauksenala', 'ohjauksen ala', 'ohjauksen alat'],
  state: ['state', 'tila'],
};
/** Lines at once: each may become an event of its own. */
const MOST_LINES = 500;
const RETIRED = ['retired', 'poistettu'];

/** The columns of an export, in their order. */
export const EXPORTED: readonly Column[] = ['code', 'fi', 'sv', 'en', 'fields', 'state'];

/**
 * The keywords of a table whose first line names its columns; lines that say of themselves that they are retired are left out.
 * @param firstLine number of the line after the head
 * @returns `keyword/table-unreadable` when no column has the Finnish terms, `keyword/table-too-long`
 */
export function keywordTable(csv: string, firstLine: number): KeywordTable | Refusal {
  const [head, ...lines] = csvRows(csv, firstLine - 1);
  const columns = (head?.cells ?? []).map((cell) => columnCalled(cell));
  if (!columns.includes('fi'))
    return { refused: 'keyword/table-unreadable', details: { columns: EXPORTED.join(', ') } };
  if (lines.length > MOST_LINES) return { refused: 'keyword/table-too-long', details: { most: MOST_LINES } };
  const rows: KeywordRow[] = [];
  const badLines: BadLine[] = [];
  for (const one of lines) {
    const cell = (column: Column) => one.cells[columns.indexOf(column)] ?? '';
    if (RETIRED.includes(cell('state').toLowerCase())) continue;
    const row = rowOf(one, cell);
    if ('refusal' in row) badLines.push(row);
    else rows.push(row);
  }
  return { rows, badLines };
}

function columnCalled(cell: string): Column | undefined {
  const name = cell
    .toLowerCase()
    .replaceAll(/[\s_()[\]-]+/g, ' ')
    .trim();
  return EXPORTED.find((column) => NAMES[column].includes(name));
}

function rowOf({ line }: CsvRow, cell: (column: Column) => string): KeywordRow | BadLine {
  const bad = (column: Column): BadLine => ({
    line,
    refusal: { refused: 'keyword/line-invalid', details: { column } },
  });
  for (const column of ['fi', 'sv', 'en'] as const) {
    const term = tidied(cell(column));
    if (term.length > LIMITS.keyword || /\p{C}/u.test(term) || (column === 'fi' && term === '')) return bad(column);
  }
  const fields = cell('fields')
    .split(/[\s,]+/)
    .filter((field) => field !== '')
    .map(Number);
  if (fields.some((field) => !Number.isInteger(field) || field < 1 || field > LIMITS.fieldOfEducation)) {
    return bad('fields');
  }
  const [sv, en] = [tidied(cell('sv')), tidied(cell('en'))];
  return {
    line,
    code: cell('code') === '' ? null : codeFor(cell('code'), new Set()),
    terms: tidiedTerms({ fi: cell('fi'), ...(sv !== '' && { sv }), ...(en !== '' && { en }) }),
    fieldsOfEducation: [...new Set(fields)].sort((one, other) => one - other),
  };
}
