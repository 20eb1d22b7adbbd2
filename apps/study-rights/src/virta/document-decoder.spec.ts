import { isAscii, isUtf8 } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Refusal } from '../errors.js';
import { messageOf } from '../problems/error-messages.js';
import { readVirta, rightsOf, virtaDocument, virtaRecord } from '../../test/virta-documents.js';
import { DocumentDecoder, ENCODINGS, UndecodableDocument } from './document-decoder.js';

const declared = (encoding: string, text: string) => `<?xml version="1.0" encoding="${encoding}"?>\n${text}`;
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const utf16le = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const BOM = '\uFEFF';

/** @returns the text, or the case in which the document is refused */
function decode(bytes: Uint8Array, step = bytes.length || 1): { text: string } | { tapaus: unknown; line: unknown } {
  const decoder = new DocumentDecoder();
  try {
    let text = '';
    for (let at = 0; at < bytes.length; at += step) text += decoder.push(bytes.subarray(at, at + step));
    return { text: text + decoder.end() };
  } catch (error) {
    if (!(error instanceof UndecodableDocument)) throw error;
    const { tapaus, rivi } = error.error.details ?? {};
    expect(messageOf(error.error, 'en')).not.toMatch(/[{}]/);
    return { tapaus, line: rivi };
  }
}

/** The bytes of windows-1252 and ISO-8859-15 for the characters that are not where ISO-8859-1 has them. */
const at = (places: Readonly<Record<string, number>>) => (text: string) =>
  Buffer.from([...text].map((character) => places[character] ?? character.charCodeAt(0)));
const cp1252 = at({ '€': 0x80, '‚': 0x82, Š: 0x8a, Ž: 0x8e, '’': 0x92, '–': 0x96, š: 0x9a, ž: 0x9e, Ÿ: 0x9f });
const latin9 = at({ '€': 0xa4, Š: 0xa6, š: 0xa8, Ž: 0xb4, ž: 0xb8, Œ: 0xbc, œ: 0xbd, Ÿ: 0xbe });

/** How a text that each can write is written, and the characters beyond ASCII that it may have. */
const written: [string, (text: string) => Uint8Array, string][] = [
  ['UTF-8', (text) => utf8(declared('UTF-8', text)), 'äöÅ€ŠŽ–😀'],
  ['UTF-8 with its mark', (text) => utf8(BOM + declared('utf-8', text)), 'äöÅ€ŠŽ–😀'],
  ['UTF-8 with its mark alone', (text) => utf8(BOM + text), 'äöÅ€ŠŽ–😀'],
  ['UTF-8 without a word', utf8, 'äöÅ€ŠŽ–😀'],
  ['UTF-16, little end first', (text) => utf16le(BOM + declared('UTF-16', text)), 'äöÅ€ŠŽ–😀'],
  ['UTF-16, big end first', (text) => utf16be(BOM + declared('UTF-16', text)), 'äöÅ€ŠŽ–😀'],
  ['UTF-16LE without a mark', (text) => utf16le(declared('UTF-16LE', text)), 'äöÅ€ŠŽ–😀'],
  ['UTF-16BE with its mark', (text) => utf16be(BOM + declared('UTF-16BE', text)), 'äöÅ€ŠŽ–😀'],
  ['UTF-16 by its mark alone', (text) => utf16le(BOM + text), 'äöÅ€ŠŽ–😀'],
  ['ISO-8859-1', (text) => latin1(declared('iso-8859-1', text)), 'äöåÄÖÅéßÿ¤'],
  ['ISO-8859-1 by another name', (text) => latin1(declared('latin1', text)), 'äöåÄÖÅéßÿ¤'],
  ['ISO-8859-15', (text) => latin9(declared('ISO-8859-15', text)), 'äöåÄÖÅ€ŠšŽžŒœŸ'],
  ['windows-1252', (text) => cp1252(declared('Windows-1252', text)), 'äöåÄÖÅ€‚ŠŽ’–šžŸ'],
];

describe('bytes of a VIRTA document', () => {
  it.each(written)('%s: keys that differ in one letter stay apart, in pieces of any size', (_, bytesOf, letters) => {
    const keys = [...letters].map((letter) => `H${letter}k`);
    const bytes = bytesOf(virtaDocument(...keys.map((avain) => virtaRecord('', { avain }))));
    for (const step of [1, 2, 3, 1024, bytes.length]) {
      const decoded = decode(bytes, step);
      expect('text' in decoded && rightsOf(readVirta(decoded.text)).map(({ key }) => key)).toEqual(keys);
    }
  });

  it.each(written)(
    '%s: any document gives the same records as in UTF-8, or is refused as UTF-8 in disguise',
    (...row) => {
      const [, bytesOf, letters] = row;
      const key = fc.string({ unit: fc.constantFrom('A', '1', '-', ...letters), minLength: 1, maxLength: 8 });
      fc.assert(
        fc.property(fc.array(key, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 99 }), (keys, step) => {
          const text = virtaDocument(...keys.map((avain) => virtaRecord('', { avain })));
          const bytes = bytesOf(text);
          const decoded = decode(bytes, step);
          // A few letters side by side, such as "ÅŽ", are one letter of UTF-8: nobody can tell which was meant.
          const ambiguous =
            /encoding="(iso|latin|windows)/i.test(String(Buffer.from(bytes))) && isUtf8(bytes) && !isAscii(bytes);
          if (ambiguous) expect(decoded).toMatchObject({ tapaus: 'ENCODING_IS_UTF8' });
          else expect('text' in decoded && rightsOf(readVirta(decoded.text))).toEqual(rightsOf(readVirta(text)));
        }),
        { numRuns: 30 },
      );
    },
  );

  it.each<[string, Uint8Array, string]>([
    ['a mark of UTF-8, declared ISO-8859-1', utf8(BOM + declared('ISO-8859-1', 'ä')), 'ENCODING_DISAGREES'],
    ['a mark of UTF-16, declared UTF-8', utf16le(BOM + declared('UTF-8', 'ä')), 'ENCODING_DISAGREES'],
    ['a mark of UTF-16LE, declared UTF-16BE', utf16le(BOM + declared('UTF-16BE', 'ä')), 'ENCODING_DISAGREES'],
    ['one byte a character, declared UTF-16', utf8(declared('UTF-16', 'ä')), 'ENCODING_DISAGREES'],
    ['two bytes a character, declared windows-1252', utf16be(declared('windows-1252', 'ä')), 'ENCODING_DISAGREES'],
    ['UTF-16 without a mark or a declaration', utf16le('<a>ä</a>'), 'ENCODING_MISSING'],
    ['UTF-16 without a mark or an encoding', utf16le('<?xml version="1.0"?><a/>'), 'ENCODING_MISSING'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), 'ENCODING_UNKNOWN'],
    ['declared US-ASCII', utf8(declared('US-ASCII', '')), 'ENCODING_UNKNOWN'],
    ['declared ISO-8859-4', utf8(declared('ISO-8859-4', '')), 'ENCODING_UNKNOWN'],
    ['a declaration after an empty line', utf8(`\n${declared('UTF-8', '')}`), 'DECLARATION'],
    ['a declaration without an end', utf8('<?xml version="1.0" encoding="UTF-8">'), 'DECLARATION'],
    ['a declaration whose encoding has no name', utf8(declared('', '')), 'DECLARATION'],
    ['a declaration in capitals', utf8('<?XML version="1.0" encoding="ISO-8859-1"?>'), 'DECLARATION'],
    ['UTF-8 declared ISO-8859-1', utf8(declared('ISO-8859-1', 'Hämäläinen')), 'ENCODING_IS_UTF8'],
    ['UTF-8 declared windows-1252', utf8(declared('windows-1252', 'ä')), 'ENCODING_IS_UTF8'],
  ])('%s is refused', (_, bytes, tapaus) => {
    for (const step of [1, bytes.length]) expect(decode(bytes, step)).toMatchObject({ tapaus });
  });

  it.each<[string, Uint8Array, number]>([
    ['ISO-8859-1 declared UTF-8', latin1(declared('UTF-8', '<a>\n<b>ä</b>')), 3],
    ['ISO-8859-1 without a word', latin1('<a>ä</a>'), 1],
    ['windows-1252 declared ISO-8859-1', cp1252(declared('ISO-8859-1', '\n–')), 3],
    ['windows-1252 declared ISO-8859-15', cp1252(declared('ISO-8859-15', '€')), 2],
    ['a byte that windows-1252 does not have', latin1(declared('windows-1252', '\u0081')), 2],
    ['a character cut at the end', utf8(declared('UTF-8', 'ä')).subarray(0, -1), 2],
    ['half a pair in UTF-16', utf16le(BOM + declared('UTF-16', '\uD83D<')), 2],
    ['an odd byte at the end of UTF-16', utf16le(BOM + declared('UTF-16', 'a')).subarray(0, -1), 2],
    ['a surrogate in UTF-8', Buffer.from([...utf8(declared('UTF-8', '')), 0xed, 0xa0, 0x80]), 2],
    ['an overlong form in UTF-8', Buffer.from([...utf8('<a>'), 0xc0, 0xbc]), 1],
  ])('%s is refused with its line', (_, bytes, line) => {
    for (const step of [1, 7, bytes.length]) {
      expect(decode(bytes, step)).toEqual({ tapaus: 'ENCODING_BYTES', line });
    }
  });

  it('the refusal of another encoding lists those that are read', () => {
    const error: Refusal = {
      refused: 'badRequest.format.xml',
      details: { tapaus: 'ENCODING_UNKNOWN', ilmoitettu: 'KOI8-R' },
    };
    for (const language of ['fi', 'sv', 'en'] as const) {
      expect(messageOf(error, language)).toContain(ENCODINGS);
      expect(messageOf(error, language)).toContain('KOI8-R');
    }
  });

  it('no character is replaced, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoded = decode(Buffer.concat([utf8('<a>'), bytes]));
        if ('text' in decoded) expect(utf8(decoded.text)).toEqual(Buffer.concat([utf8('<a>'), bytes]));
      }),
    );
  });
});
