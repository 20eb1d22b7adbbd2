const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,9})|#x([0-9a-fA-F]{1,8}));/g;
/** Anything but a Char of XML 1.0 (2.2); a lone surrogate is none. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
/** XML 1.0's white space (S): less than what trim() takes. */
const SPACE = ' \t\n\r';

/** Whether XML 1.0 allows every character of the text. */
export function hasOnlyXmlCharacters(text: string): boolean {
  return !FORBIDDEN.test(text);
}

/**
 * The text with its references replaced: XML's own five entities and numbers of characters.
 * @returns null when there is another entity (a document with a DTD is never read) or a character that XML forbids
 */
export function withoutReferences(text: string): string | null {
  if (!text.includes('&')) return text;
  if (/&/.test(text.replace(REFERENCE, ''))) return null;
  const plain = text.replace(REFERENCE, (_, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? '';
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    const allowed = code <= 0x10ffff && hasOnlyXmlCharacters(String.fromCodePoint(code));
    return allowed ? String.fromCodePoint(code) : '\0';
  });
  return plain.includes('\0') ? null : plain;
}

/** An attribute's value as XML 1.0 (3.3.3) normalises it: line breaks and tabs are spaces, unless written as references. */
export function attributeValue(raw: string): string | null {
  return raw.includes('<') ? null : withoutReferences(raw.replace(/[\t\n\r]/g, ' '));
}

/** The text without XML's white space around it. */
export function trimmed(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && SPACE.includes(text.charAt(from))) from += 1;
  while (to > from && SPACE.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}
