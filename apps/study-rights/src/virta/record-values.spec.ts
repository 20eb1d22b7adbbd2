import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { casesOf, errorsOf, readVirta, rightsOf, virtaDocument, virtaRecord } from '../../test/virta-documents.js';

const read = (record: string) => readVirta(virtaDocument(record));
const one = (record: string) => rightsOf(read(record))[0];
const NIL = 'xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

describe('values of a VIRTA record', () => {
  it.each(['10088', '00001', 'UK', 'UM', 'XX', '41', '5', '99', 'Muu', ' 10088\n'])(
    'Myontaja %j is the code of an organisation',
    (myontaja) => {
      expect(one(virtaRecord('', { myontaja }))?.key).toBe('A');
    },
  );

  it.each([
    ['123456', 'ORGANISATION'],
    ['1 2', 'ORGANISATION'],
    ['', 'EMPTY'],
    [' ', 'EMPTY'],
  ])('Myontaja %j is none: %s', (myontaja, reason) => {
    expect(casesOf(read(virtaRecord('', { myontaja })))).toEqual([reason]);
  });

  it.each([
    ['2025-01-01Z', '2025-01-01'],
    ['2025-01-01+02:00', '2025-01-01'],
    ['2025-01-01-14:00', '2025-01-01'],
    ['\n  2025-01-01\t', '2025-01-01'],
    ['2024-02-29', '2024-02-29'],
    ['1900-01-01', '1900-01-01'],
    ['9999-12-31', '9999-12-31'],
    ['<![CDATA[2025-01-01]]>', '2025-01-01'],
    ['2025<!-- -->-01-01', '2025-01-01'],
    ['2025&#45;01-01', '2025-01-01'],
  ])('AlkuPvm %j is the day %s', (alku, day) => {
    expect(one(virtaRecord('', { alku }))?.startDate).toBe(day);
  });

  it.each([
    '1899-12-31',
    '2025-02-30',
    '2025-1-1',
    '1.1.2025',
    '2025-01-01T00:00:00',
    '2025-01-01+15:00',
    '2025-01-01+02:60',
    '10000-01-01',
    '-2025-01-01',
  ])('AlkuPvm %s is no day', (alku) => {
    expect(casesOf(read(virtaRecord('', { alku })))).toEqual(['DAY']);
  });

  it.each(['01', '1.0', '+1', '8', '0', 'x', '1 2'])('the state %j is no code', (tila) => {
    expect(casesOf(read(virtaRecord('', { tila })))).toEqual(['CODE']);
  });

  it.each<[string, string, string[]]>([
    ['an end marked nil is none', `<LoppuPvm ${NIL}/>`, []],
    ['an end marked nil by 1 is none', `<LoppuPvm ${NIL.replace('true', '1')}></LoppuPvm>`, []],
    ['an end that is not nil is empty', `<LoppuPvm ${NIL.replace('true', 'false')}/>`, ['EMPTY']],
    ['an end that is nil and has a value', `<LoppuPvm ${NIL}>2026-01-01</LoppuPvm>`, ['NIL']],
    ['an empty end', '<LoppuPvm/>', ['EMPTY']],
    ['two ends', '<LoppuPvm>2026-01-01</LoppuPvm><LoppuPvm>2026-01-01</LoppuPvm>', ['SEVERAL']],
    ['what another vocabulary adds', '<x:Tyyppi xmlns:x="urn:x">3</x:Tyyppi>', []],
    ['a name that JavaScript knows', '<constructor/>', ['MARKUP']],
    ['a hundred elements in one another', '<a>'.repeat(200) + '</a>'.repeat(200), ['MARKUP']],
  ])('%s', (_, more, reasons) => {
    const parts = readVirta(virtaDocument(virtaRecord(more), virtaRecord('', { avain: 'NEXT' })));
    expect(casesOf(parts)).toEqual(reasons);
    expect(rightsOf(parts).map(({ key, endDate }) => [key, endDate])).toEqual([
      ...(reasons.length === 0 ? [['A', null]] : []),
      ['NEXT', null],
    ]);
  });

  it.each([
    [`<Tyyppi ${NIL}/>`, 'NIL', 'Tyyppi'],
    ['', 'MISSING', 'Tyyppi'],
    ['<Tyyppi>2</Tyyppi><Tyyppi>2</Tyyppi>', 'SEVERAL', 'Tyyppi'],
  ])('the type written %j is refused: %s', (written, reason, place) => {
    const parts = read(virtaRecord().replace('<Tyyppi>2</Tyyppi>', written));
    expect([casesOf(parts), errorsOf(parts)[0]?.[3]]).toEqual([[reason], place]);
  });

  const tila = (start: string, end: string, code: number) =>
    `<Tila><AlkuPvm>${start}</AlkuPvm>${end && `<LoppuPvm>${end}</LoppuPvm>`}<Koodi>${code}</Koodi></Tila>`;
  it.each<[string, string, [number, string][]]>([
    [
      'a state that begins on the day the one before ends holds that day',
      tila('2025-01-01', '2025-06-01', 1) + tila('2025-06-01', '', 3),
      [
        [1, '2025-01-01'],
        [3, '2025-06-01'],
      ],
    ],
    [
      'so does one after a state of one day, in either order',
      tila('2025-01-01', '', 3) + tila('2025-01-01', '2025-01-01', 1),
      [
        [1, '2025-01-01'],
        [3, '2025-01-01'],
      ],
    ],
    [
      'of two states of one day the later in the record',
      tila('2025-01-01', '2025-01-01', 2) + tila('2025-01-01', '2025-01-01', 1),
      [
        [2, '2025-01-01'],
        [1, '2025-01-01'],
      ],
    ],
    [
      'a gap is as it was sent',
      tila('2025-01-01', '2025-02-01', 1) + tila('2025-06-01', '', 4),
      [
        [1, '2025-01-01'],
        [4, '2025-06-01'],
      ],
    ],
  ])('%s', (_, tilat, expected) => {
    const states = one(virtaRecord('', { tilat }))?.states;
    expect(states?.map(({ state, startDate }) => [state, startDate])).toEqual(expected);
  });

  it('a study right of more than a hundred states is read', () => {
    const tilat = Array.from({ length: 150 }, (_, index) => tila(`${1900 + index}-01-01`, '', 1)).join('');
    expect(one(virtaRecord('', { tilat }))?.states).toHaveLength(150);
  });

  const jakso = (module: string, code: string) =>
    `<Jakso koulutusmoduulitunniste="${module}"><AlkuPvm>2025-01-01</AlkuPvm>${code}</Jakso>`;
  it.each<[string, string, string | null]>([
    ['the module is the programme', jakso(' TKT&#228; ', ''), 'TKTä'],
    ['without a module it is the code', jakso('', '<Koulutuskoodi>655501</Koulutuskoodi>'), '655501'],
    ['a module longer than a code may be', jakso('x'.repeat(61), '<Koulutuskoodi>655501</Koulutuskoodi>'), '655501'],
    ['neither', jakso('', '<Koulutuskoodi/>'), null],
  ])('programme: %s', (_, more, programme) => {
    expect(one(virtaRecord(more))?.programmeCode).toBe(programme);
  });
});

describe('keys of VIRTA records', () => {
  it.each([
    ['A&#228;', 'Aä'],
    ['A&#xE4;', 'Aä'],
    ['A&#x1F600;', 'A😀'],
    ['A&amp;#228;', 'A&#228;'],
    ['A\nB', 'A B'],
    ['A\tB', 'A B'],
    ['A\r\nB', 'A B'],
    ['A\rB', 'A B'],
    ['A&#10;B', 'A\nB'],
    ['A&#9;B', 'A\tB'],
    [' A', ' A'],
    ['A ', 'A '],
    ['A  B', 'A  B'],
    ['😀'.repeat(100), '😀'.repeat(100)],
    ['&amp;'.repeat(100), '&'.repeat(100)],
  ])('%j is the key %j', (avain, key) => {
    expect(one(virtaRecord('', { avain }))?.key).toBe(key);
  });

  it.each([
    ['&#0;', 'REFERENCE'],
    ['&#8;', 'REFERENCE'],
    ['&#xD800;', 'REFERENCE'],
    ['&#xFFFE;', 'REFERENCE'],
    ['&#x110000;', 'REFERENCE'],
    ['&#99999999999;', 'REFERENCE'],
    ['&auml;', 'REFERENCE'],
    ['a<b', 'REFERENCE'],
    ['\u0001', 'CHARACTER'],
    ['\uD800', 'CHARACTER'],
    ['H\uFFFDn', 'LOST_CHARACTERS'],
    ['H&#xFFFD;n', 'LOST_CHARACTERS'],
    ['', 'EMPTY'],
    [' &#10;', 'EMPTY'],
    ['x'.repeat(101), 'LENGTH'],
  ])('%j is none: %s, and the next record is read', (avain, reason) => {
    const parts = readVirta(virtaDocument(virtaRecord('', { avain }), virtaRecord('', { avain: 'NEXT' })));
    expect(casesOf(parts)).toEqual([reason]);
    expect(errorsOf(parts)[0]?.[1]).toBeNull();
    expect(rightsOf(parts).map((right) => right.key)).toEqual(['NEXT']);
  });

  it('a reference that cannot be read is reported with its place and the key of its record', () => {
    const parts = read(virtaRecord('<Jakso><Nimi kieli="fi">S&auml;hk&ouml;</Nimi></Jakso>'));
    expect(errorsOf(parts)).toEqual([[1, 'A', 'badRequest.format.xml', 'Nimi']]);
  });

  it('any text within a key survives, and two texts are two ids', () => {
    const written = (text: string) =>
      [...text]
        .map((character) => (/[A-Za-z]/.test(character) ? character : `&#${character.codePointAt(0)};`))
        .join('');
    const allowed = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFC\u{10000}-\u{10FFFF}]+$/u;
    const key = fc
      .string({ unit: 'grapheme-composite', minLength: 1, maxLength: 30 })
      .filter((text) => allowed.test(text) && /[^ \t\n\r]/.test(text) && [...text].length <= 100);
    fc.assert(
      fc.property(key, key, (first, second) => {
        const records = [first, second].map((text) => virtaRecord('', { avain: written(text) }));
        const rights = rightsOf(readVirta(virtaDocument(...records)));
        expect(rights.map((right) => right.key)).toEqual([first, second]);
        expect(rights[0]?.id === rights[1]?.id).toBe(first === second);
      }),
    );
  });
});
