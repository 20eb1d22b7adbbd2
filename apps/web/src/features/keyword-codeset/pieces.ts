/** The service takes no more lines at a time. */
const LINES = 500;

/** A part of a table: its head, and some of its lines. */
export interface Piece {
  readonly csv: string;
  /** Number of its first line in the file. */
  readonly firstLine: number;
  readonly lines: number;
}

/** The table in pieces that the service takes; a cell in quotes may hold line ends, and is not cut. */
export function piecesOf(table: string): Piece[] {
  const lines = linesOf(table.replace(/^\uFEFF/, ''));
  const [head, ...rows] = lines;
  if (!head) return [];
  return Array.from({ length: Math.ceil(rows.length / LINES) }, (_, piece) => {
    const own = rows.slice(piece * LINES, (piece + 1) * LINES);
    return { csv: head.text + own.map(({ text }) => text).join(''), firstLine: own[0]?.number ?? 2, lines: own.length };
  });
}

/** The lines as a reader of tables sees them, each with its end and its number. */
function linesOf(text: string): { readonly text: string; readonly number: number }[] {
  const lines: { text: string; number: number }[] = [];
  let [quoted, from, number, begun] = [false, 0, 1, 1];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    if (text[at] !== '\n') continue;
    number++;
    if (quoted) continue;
    lines.push({ text: text.slice(from, at + 1), number: begun });
    [from, begun] = [at + 1, number];
  }
  if (from < text.length) lines.push({ text: text.slice(from), number: begun });
  return lines;
}
