import { TextDecoder } from 'node:util';
import { refuse } from '#kernel';
import type { Refusal } from '../errors.js';

type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'ISO-8859-1' | 'ISO-8859-15' | 'windows-1252';

/** Encodings that are read, as the refusal of another one lists them. */
export const ENCODINGS = 'UTF-8, UTF-16LE, UTF-16BE, ISO-8859-1, ISO-8859-15, windows-1252';

/** Names of IANA and their usual spellings, without hyphens and underscores. UTF-16 alone leaves the order to the bytes. */
const NAMES: Readonly<Record<string, Encoding | 'UTF-16'>> = {
  UTF8: 'UTF-8',
  UTF16: 'UTF-16',
  UTF16LE: 'UTF-16LE',
  UTF16BE: 'UTF-16BE',
  ISO88591: 'ISO-8859-1',
  LATIN1: 'ISO-8859-1',
  ISO885915: 'ISO-8859-15',
  LATIN9: 'ISO-8859-15',
  WINDOWS1252: 'windows-1252',
  CP1252: 'windows-1252',
};

/** The declaration has to end within these first bytes. */
const HEAD = 1024;
const DECLARATION =
  /^<\?xml\s+version\s*=\s*(?:"1\.\d+"|'1\.\d+')(?:\s+encoding\s*=\s*(?:"([A-Za-z][\w.-]*)"|'([A-Za-z][\w.-]*)'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>/;

/** A document whose bytes cannot be read for certain; `error` says what was found. */
export class UndecodableDocument extends Error {
  constructor(readonly error: Refusal) {
    super(String(error.details?.['tapaus']));
  }
}

function undecodable(tapaus: string, details: Readonly<Record<string, unknown>> = {}): UndecodableDocument {
  return new UndecodableDocument(refuse('badRequest.format.xml', { tapaus, kohta: 'merkistö', ...details }));
}

/**
 * The only place where bytes of a VIRTA document become text: by its byte order mark and its XML declaration (XML 1.0,
 * 4.3.3 and appendix F). A character is never guessed nor replaced: two keys that differ in one letter would become one.
 */
export class DocumentDecoder {
  private head = new Uint8Array(0);
  private text: TextOfBytes | null = null;

  /**
   * @param bytes the next ones of the document
   * @returns the text that is certain with them; none before the declaration is read
   * @throws UndecodableDocument mark, declaration and bytes disagree, or the encoding is none that is read
   */
  push(bytes: Uint8Array): string {
    if (this.text !== null) return this.text.push(bytes);
    const head = new Uint8Array(this.head.length + bytes.length);
    head.set(this.head);
    head.set(bytes, this.head.length);
    this.head = head;
    return head.length < HEAD ? '' : this.begin();
  }

  /**
   * Nothing comes after this. @returns the rest of the text
   * @throws UndecodableDocument as push, and when the last character is cut
   */
  end(): string {
    const text = this.text === null ? this.begin() : '';
    return text + (this.text?.end() ?? '');
  }

  private begin(): string {
    const { encoding, mark } = encodingOf(this.head);
    this.text = encoding.startsWith('UTF') ? new UnicodeText(encoding) : new SingleByteText(encoding);
    return this.text.push(this.head.subarray(mark));
  }
}

/** The encoding of a document that begins with these bytes, and the length of its byte order mark. */
function encodingOf(bytes: Uint8Array): { readonly encoding: Encoding; readonly mark: number } {
  const begins = (...start: number[]) => start.every((byte, index) => bytes[index] === byte);
  if (begins(0xff, 0xfe, 0, 0) || begins(0, 0, 0xfe, 0xff))
    throw undecodable('ENCODING_UNKNOWN', { ilmoitettu: 'UTF-32' });
  const marked: [Encoding, number] | null = begins(0xef, 0xbb, 0xbf)
    ? ['UTF-8', 3]
    : begins(0xff, 0xfe)
      ? ['UTF-16LE', 2]
      : begins(0xfe, 0xff)
        ? ['UTF-16BE', 2]
        : null;
  // Without a mark the first "<" shows whether a character takes two bytes.
  const seen = marked?.[0] ?? (begins(0x3c, 0) ? 'UTF-16LE' : begins(0, 0x3c) ? 'UTF-16BE' : null);
  const wide = seen !== null && seen !== 'UTF-8';
  const mark = marked?.[1] ?? 0;
  const start = new TextDecoder(wide ? seen : 'windows-1252').decode(bytes.subarray(mark, mark + HEAD));
  const declaration = DECLARATION.exec(start);
  if (declaration === null && /^\s*<\?xml[\s?]/i.test(start)) throw undecodable('DECLARATION');
  const label = declaration?.[1] ?? declaration?.[2];
  if (label === undefined) {
    if (wide && marked === null) throw undecodable('ENCODING_MISSING', { todettu: seen });
    return { encoding: seen ?? 'UTF-8', mark };
  }
  const declared = NAMES[label.toUpperCase().replace(/[-_]/g, '')];
  if (declared === undefined) throw undecodable('ENCODING_UNKNOWN', { ilmoitettu: label });
  if (wide && (declared === 'UTF-16' || declared === seen)) return { encoding: seen, mark };
  if (wide || declared.startsWith('UTF-16') || (seen !== null && declared !== seen)) {
    const found = marked === null ? (seen ?? 'ASCII') : `${seen} (BOM)`;
    throw undecodable('ENCODING_DISAGREES', { ilmoitettu: label, todettu: found });
  }
  return { encoding: declared as Encoding, mark };
}

interface TextOfBytes {
  push(bytes: Uint8Array): string;
  end(): string;
}

class UnicodeText implements TextOfBytes {
  private readonly strict: TextDecoder;
  /** Reads the same bytes, only to find the line on which the strict one stops. */
  private readonly lenient: TextDecoder;
  private line = 1;

  constructor(private readonly encoding: Encoding) {
    this.strict = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    this.lenient = new TextDecoder(encoding, { ignoreBOM: true });
  }

  push(bytes: Uint8Array): string {
    const seen = this.lenient.decode(bytes, { stream: true });
    try {
      const text = this.strict.decode(bytes, { stream: true });
      this.line += linesIn(text);
      return text;
    } catch {
      this.line += linesIn(seen.slice(0, Math.max(0, seen.indexOf('\uFFFD'))));
      throw this.wrong();
    }
  }

  end(): string {
    try {
      return this.strict.decode();
    } catch {
      throw this.wrong();
    }
  }

  private wrong(): UndecodableDocument {
    return undecodable('ENCODING_BYTES', { ilmoitettu: this.encoding, rivi: this.line });
  }
}

/** What differs from ISO-8859-1, byte and character. WHATWG's "iso-8859-1" is windows-1252, so no TextDecoder is asked. */
const DIFFERENT: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'ISO-8859-15': { 0xa4: '€', 0xa6: 'Š', 0xa8: 'š', 0xb4: 'Ž', 0xb8: 'ž', 0xbc: 'Œ', 0xbd: 'œ', 0xbe: 'Ÿ' },
  'windows-1252': Object.fromEntries(
    [...'€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'].flatMap((character, index) =>
      character === '\0' ? [] : [[0x80 + index, character]],
    ),
  ),
};

class SingleByteText implements TextOfBytes {
  private readonly characters: readonly (string | null)[];
  private line = 1;
  private beyondAscii = false;
  /** Until the bytes prove to be no UTF-8. */
  private asUtf8: TextDecoder | null = new TextDecoder('utf-8', { fatal: true });

  constructor(private readonly encoding: Encoding) {
    const different = DIFFERENT[encoding] ?? {};
    // ISO-8859-1 has control characters at 80–9F, which no register writes: there the bytes are windows-1252 or UTF-8.
    this.characters = Array.from(
      { length: 256 },
      (_, byte) => different[byte] ?? (byte >= 0x80 && byte < 0xa0 ? null : String.fromCharCode(byte)),
    );
  }

  push(bytes: Uint8Array): string {
    this.beyondAscii ||= bytes.some((byte) => byte >= 0x80);
    this.compareWithUtf8(bytes);
    let text = '';
    for (const byte of bytes) {
      const character = this.characters[byte] ?? null;
      if (character === null) {
        throw undecodable('ENCODING_BYTES', { ilmoitettu: this.encoding, rivi: this.line + linesIn(text) });
      }
      text += character;
    }
    this.line += linesIn(text);
    return text;
  }

  /** "Ã¤" is no Finnish: when all bytes beyond ASCII are UTF-8's, the declaration is wrong. */
  end(): string {
    this.compareWithUtf8();
    if (this.beyondAscii && this.asUtf8 !== null) throw undecodable('ENCODING_IS_UTF8', { ilmoitettu: this.encoding });
    return '';
  }

  private compareWithUtf8(bytes?: Uint8Array): void {
    try {
      this.asUtf8?.decode(bytes, { stream: bytes !== undefined });
    } catch {
      this.asUtf8 = null;
    }
  }
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}
