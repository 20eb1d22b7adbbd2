import { describe, expect, it } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { casesOf, CLOSE, errorsOf, OPEN, readVirta, rightsOf, virtaRecord } from '../../test/virta-documents.js';

const VIRTA = 'urn:mace:funet.fi:virta/2015/09/01';
/** A record all of whose elements have the prefix. */
const prefixed = (prefix: string, avain: string) =>
  virtaRecord('', { avain }).replace(/<(\/?)/g, (_, slash: string) => `<${slash}${prefix}:`);
const keys = (xml: string, step?: number) => rightsOf(readVirta(xml, step)).map(({ key }) => key);

describe('cutting a VIRTA document into records', () => {
  it.each(['virta', 'v.2', 'v-2', '_v', 'ä', 'öljy.1', 'ns0', 'вирта'])('the prefix %s is a prefix', (prefix) => {
    const xml = `<${prefix}:Opiskeluoikeudet xmlns:${prefix}="${VIRTA}">${prefixed(prefix, 'A')}${prefixed(prefix, 'B')}</${prefix}:Opiskeluoikeudet>`;
    for (const step of [1, 10, xml.length]) expect(keys(xml, step)).toEqual(['A', 'B']);
  });

  it.each<[string, string, string[]]>([
    ['declared around it', `<a xmlns:v="${VIRTA}"><b>${prefixed('v', 'A')}</b></a>`, ['A']],
    ['declared by the record', `<a>${prefixed('v', 'A').replace('avain', `xmlns:v='${VIRTA}' avain`)}</a>`, ['A']],
    [
      'declared again with another meaning',
      `<a xmlns:v="x"><b xmlns:v="${VIRTA}">${prefixed('v', 'A')}</b></a>`,
      ['A'],
    ],
    ['declared by a reference', `<a xmlns:v="urn&#58;mace:funet.fi:virta/2015/09/01">${prefixed('v', 'A')}</a>`, ['A']],
    [
      'two prefixes',
      `<a xmlns:v="${VIRTA}" xmlns:w="${VIRTA}">${prefixed('v', 'A')}${prefixed('w', 'B')}</a>`,
      ['A', 'B'],
    ],
    ['the default taken back', `${OPEN}<b xmlns="">${virtaRecord()}</b>${CLOSE}`, []],
    ['declared for another element only', `<a><b xmlns:v="${VIRTA}"/>${prefixed('v', 'A')}</a>`, []],
    ['only named in a comment', `<a><!-- ${VIRTA} -->${virtaRecord()}</a>`, []],
  ])('the namespace is %s', (_, xml, expected) => {
    const parts = readVirta(xml);
    expect(rightsOf(parts).map(({ key }) => key)).toEqual(expected);
    expect(casesOf(parts)).toEqual(expected.length === 0 ? ['NAMESPACE'] : []);
  });

  it.each<[string, string]>([
    ['a prefix', `<s:Envelope xmlns:s="urn:s" xmlns:v.ä='${VIRTA}'>${prefixed('v.ä', 'A')}</s:Envelope>`],
    ['the default', `${OPEN}${virtaRecord()}${CLOSE}`],
    [
      'a prefix of an attribute',
      `<v:O xmlns:v="${VIRTA}" xmlns="urn:d" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${prefixed('v', 'A').replace('avain', 'xsi:type="v:OpiskeluoikeusTyyppi" avain')}</v:O>`,
    ],
    [
      'a default of another vocabulary',
      `<v:O xmlns:v="${VIRTA}" xmlns="urn:d">${prefixed('v', 'A').replace('</v:Opisk', '<Tyyppi>9</Tyyppi></v:Opisk')}</v:O>`,
    ],
  ])('the text of a record declares what it needs of what is around it: %s', (_, xml) => {
    const [record] = readVirta(xml);
    const text = record !== undefined && 'xml' in record ? record.xml : '';
    // Alone, in a document without a namespace, and in one with another default it says the same.
    for (const around of [text, `<x>${text}</x>`, `<x xmlns:v="urn:other">${text}</x>`]) {
      expect(XMLValidator.validate(around)).toBe(true);
      expect(rightsOf(readVirta(around))).toEqual(rightsOf(readVirta(xml)));
    }
    expect(rightsOf(readVirta(text))).toHaveLength(1);
  });

  const good = (avain: string) => virtaRecord('', { avain });
  it.each<[string, string, string[]]>([
    ['a record without an end', good('X').replace('</Opiskeluoikeus>', ''), ['UNENDED']],
    ['a record closed at once', '<Opiskeluoikeus avain="X"/>', ['MISSING']],
    ['a quote that is not closed', '<Opiskeluoikeus avain="X>', ['UNENDED']],
    ['a quote that is not closed, and an end', '<Opiskeluoikeus avain="X></Opiskeluoikeus>', ['MALFORMED']],
    ['an end of another name', good('X').replace('</Tyyppi>', '</Typpi>'), ['MALFORMED']],
    ['a prefix that nothing declares', good('X').replace('<Tyyppi>2</Tyyppi>', '<q:Tyyppi>2</q:Tyyppi>'), ['PREFIX']],
    ['an attribute twice', good('X').replace('avain=', 'avain="Y" avain='), ['MALFORMED']],
    ['a record of another namespace', good('X').replace('avain=', 'xmlns="urn:x" avain='), ['NAMESPACE']],
    ['a record that is too long', virtaRecord(`<Nimi>${'x'.repeat(70_000)}</Nimi>`), ['RECORD_TOO_LARGE']],
    ['a declaration of a DTD within', virtaRecord('<!ELEMENT x ANY>'), ['MARKUP']],
    ['a comment with a double hyphen', virtaRecord('<!-- a -- b -->'), ['MARKUP']],
    ['an end without a start', '</Opiskeluoikeus>', []],
    ['an instruction with a record in it', `<?x ${good('X')}?>`, []],
  ])('one bad record costs no other: %s', (_, bad, reasons) => {
    const xml = `${OPEN}${good('A')}\n${bad}\n${good('B')}${CLOSE}`;
    for (const step of [1, 1000, xml.length]) {
      const parts = readVirta(xml, step);
      expect(rightsOf(parts).map(({ key }) => key)).toEqual(['A', 'B']);
      expect(casesOf(parts)).toEqual(reasons);
      expect(errorsOf(parts).map(([line]) => line)).toEqual(reasons.map(() => 3));
    }
  });

  it.each(['\n', '\r\n', '\r'])('lines that end with %j are counted', (end) => {
    const xml = `${OPEN}\n\n${virtaRecord('', { tila: '9' })}${CLOSE}`.replaceAll('\n', end);
    for (const step of [1, 2, 3, xml.length]) expect(errorsOf(readVirta(xml, step))[0]?.[0]).toBe(3);
  });

  it.each<[string, string]>([
    [
      'an entity that grows',
      `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(100)}"><!ENTITY d "&b;&b;">]>${OPEN}${good('&d;')}${CLOSE}`,
    ],
    ['an entity from elsewhere', `<!DOCTYPE a SYSTEM "http://example.org/a.dtd">${OPEN}${good('A')}${CLOSE}`],
  ])('a document with a DTD is refused: %s', (_, xml) => {
    for (const step of [1, xml.length]) expect(casesOf(readVirta(xml, step))).toEqual(['DTD']);
  });

  it('elements nested without end are refused', () => {
    expect(casesOf(readVirta('<a>'.repeat(100_000)))).toEqual(['TOO_DEEP']);
  });

  it('with anything between them, and however it is cut, records are read or refused, and nothing is thrown', () => {
    const piece = fc.oneof(
      fc.constantFrom(good('A'), good('B'), '<', '>', '"', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '&', '</a>'),
      fc.constantFrom('<a>', '<Opiskeluoikeus', '</Opiskeluoikeus>', ' avain="C"', OPEN, CLOSE, 'ä', '\r', '\n'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 50 }), (pieces, step) => {
        const xml = OPEN + pieces.join('');
        expect(readVirta(xml, step)).toEqual(readVirta(xml));
      }),
      { numRuns: 300 },
    );
  });
});
