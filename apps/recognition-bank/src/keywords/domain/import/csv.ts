/** One line of a table as it was sent, by the number that an editor shows. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The kinds of a table that spreadsheets write: the first line tells which. */
const SEPARATORS = [';', '\t', ','];
const FORMULA = /^[=+\-@\t\r]/;
const DEFUSED = /^'(?=[=+\-@\t\r])/;
const NEEDS_QUOTES = /[";\n\r]/;

/**
 * Reads RFC 4180, also with semicolons or tabs; a quoted cell may hold line ends. Lines without content are left out.
 * @param firstLine number of the first line of the text in its file
 */
export function csvRows(text: string, firstLine = 1): CsvRow[] {
  const content = text.replace(/^\uFEFF/, '');
  const [head = ''] = content.split(/\r?\n/, 1);
  const separator = SEPARATORS.find((one) => head.includes(one)) ?? ';';
  const rows: CsvRow[] = [];
  let [line, begun, cell, quoted] = [firstLine, firstLine, '', false];
  let cells: string[] = [];
  const endRow = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: begun, cells: cells.map(readCell) });
    [cells, cell] = [[], ''];
  };
  for (let at = 0; at < content.length; at++) {
    const letter = content[at] ?? '';
    if (letter === '\n') line++;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (content[at + 1] === '"') cell += content[++at] ?? '';
      else quoted = false;
    } else if (letter === '"' && cell.trim() === '') [cell, quoted] = ['', true];
    else if (letter === separator) {
      cells.push(cell);
      cell = '';
    } else if (letter === '\n') {
      endRow();
      begun = line;
    } else if (letter !== '\r') cell += letter;
  }
  endRow();
  return rows;
}

/** A line of a table; what a spreadsheet would take for a formula becomes text. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quotedCell(FORMULA.test(cell) ? `'${cell}` : cell)).join(';')}\r\n`;
}

function quotedCell(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** As it was before it was made text. */
function readCell(cell: string): string {
  return cell.trim().replace(DEFUSED, '');
}
