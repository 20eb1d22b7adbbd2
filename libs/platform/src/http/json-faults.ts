/** What a JSON text can have that JavaScript reads without complaint and cannot give back unchanged. */
export type JsonFault = 'duplicate-name' | 'too-deep' | 'number';

/** Levels of nesting that a body may have. */
const DEEPEST = 100;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /\s*/y;

/**
 * The first fault of a text that `JSON.parse` has accepted: a name that stands twice in one object (the parser keeps the
 * last and drops the rest), more than a hundred levels, a number that a double does not hold. One pass, no recursion:
 * clients choose the depth.
 */
export function faultOfJson(text: string): JsonFault | undefined {
  // Names of each open object; null for an array.
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if (character === '"') {
      const end = endOfString(text, at);
      const names = open.at(-1);
      if (names && isName(text, end)) {
        const name = nameOf(text.slice(at, end + 1));
        if (names.has(name)) return 'duplicate-name';
        names.add(name);
      }
      at = end;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      if (open.length > DEEPEST) return 'too-deep';
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === '-' || (character >= '0' && character <= '9')) {
      NUMBER.lastIndex = at;
      const number = NUMBER.exec(text)?.[0] ?? character;
      // Beyond 2^53 neighbouring whole numbers become one.
      if (!(Math.abs(Number(number)) <= Number.MAX_SAFE_INTEGER)) return 'number';
      at += number.length - 1;
    }
  }
  return undefined;
}

/** Position of the closing quotation mark. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function isName(text: string, end: number): boolean {
  SPACE.lastIndex = end + 1;
  SPACE.exec(text);
  return text[SPACE.lastIndex] === ':';
}

function nameOf(quoted: string): string {
  return quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
}
