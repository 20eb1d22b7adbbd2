import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import {
  CLOSE,
  errorsOf,
  OPEN,
  readVirta as read,
  rightsOf,
  virtaRecord as record,
} from '../../test/virta-documents.js';
import { messageOf } from '../problems/error-messages.js';
import { VirtaReader } from './read-virta-document.js';
import { virtaTexts } from './virta-texts.js';

const file = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../test/virta/${name}`, import.meta.url)), 'utf8');

describe('reading VIRTA records', () => {
  it('reads study rights with and without a prefix, inside any elements', () => {
    expect(rightsOf(read(file('opiskeluoikeudet.xml')))).toMatchObject([
      { key: 'OO-2024-000117', programmeCode: 'TKT-KANDI', virtaType: 2, endDate: '2031-07-31' },
      {
        key: 'OO-2019-004410',
        programmeCode: null,
        virtaType: 20,
        states: [
          { state: 1, startDate: '2019-08-01' },
          { state: 7, startDate: '2026-08-01' },
        ],
      },
    ]);
    expect(rightsOf(read(file('virta-opiskelija.xml')))).toMatchObject([
      { id: '3d1f6a52-7c1e-4d3a-9a52-0a4f3c2b1e00', virtaType: 13, startDate: '2025-01-01', endDate: null },
    ]);
  });

  it.each([1, 7, 100, 1000])('in pieces of %d characters it reads the same', (step) => {
    for (const name of ['opiskeluoikeudet.xml', 'virta-opiskelija.xml', 'virheita.xml']) {
      expect(read(file(name), step)).toEqual(read(file(name)));
    }
  });

  it.each(['A', '3D1F6A52-7C1E-4D3A-9A52-0A4F3C2B1E00', 'OO-1', 'x:1.2'])(
    'the key %s is the id as it stands',
    (avain) => {
      expect(rightsOf(read(OPEN + record('', { avain })))[0]).toMatchObject({ id: avain, key: avain, studentId: 'B' });
    },
  );

  it.each(['A B', 'a/b', 'aino@example.org', '010190-123A'])(
    'of %s one id is made, for another institution another',
    (avain) => {
      const [first] = rightsOf(read(OPEN + record('', { avain })));
      const [again] = rightsOf(read(OPEN + record('', { avain, tila: '3' })));
      const other = new VirtaReader('1.2.246.562.10.20000000002').push(OPEN + record('', { avain }));
      expect(first?.id).toBe(again?.id);
      expect(first?.id).toMatch(/^[0-9a-f-]{36}$/);
      expect(rightsOf(other)[0]?.id).not.toBe(first?.id);
      expect(first?.studentId).not.toBe(first?.id);
    },
  );

  it('reports each bad record with its line and key, never with a value, and reads on', () => {
    const parts = read(file('virheita.xml'));
    expect(rightsOf(parts).map(({ key }) => key)).toEqual(['OO-HYVA']);
    const validation = 'badRequest.validation.virta';
    expect(errorsOf(parts)).toEqual([
      [9, 'OO-TILA', validation, 'Tila.Koodi'],
      [15, 'OO-TYYPPI', validation, 'Tyyppi'],
      [21, 'OO-PAIVA', validation, 'AlkuPvm'],
      [27, null, validation, '@avain'],
      [33, null, 'badRequest.format.xml', 'rivi 2'],
    ]);
  });

  it.each(['1', '2', '3', '4', '5', '6', '7'])('knows the state %s', (tila) => {
    expect(rightsOf(read(OPEN + record('', { tila })))[0]?.states).toEqual([
      { state: Number(tila), startDate: '2025-01-01' },
    ]);
  });

  it('knows the types 1–20 and no other', () => {
    const types = Array.from({ length: 22 }, (_, type) => String(type));
    const known = types.filter((tyyppi) => rightsOf(read(OPEN + record('', { tyyppi }))).length === 1);
    expect(known).toEqual(types.slice(1, 21));
  });

  it.each<[string, string, unknown[]]>([
    ['an end before the start', record('<LoppuPvm>2024-12-31</LoppuPvm>'), ['A', 'LoppuPvm']],
    [
      'states that overlap',
      record('<Tila><AlkuPvm>2025-01-01</AlkuPvm><Koodi>3</Koodi></Tila>'),
      ['A', 'Tila.AlkuPvm'],
    ],
    ['two types', record('<Tyyppi>3</Tyyppi>'), ['A', 'Tyyppi']],
    [
      'a state that begins before the one before ends',
      record(
        '<Tila><AlkuPvm>2025-02-01</AlkuPvm><LoppuPvm>2025-06-01</LoppuPvm><Koodi>1</Koodi></Tila><Tila><AlkuPvm>2025-05-31</AlkuPvm><Koodi>3</Koodi></Tila>',
      ),
      ['A', 'Tila.AlkuPvm'],
    ],
    ['a key of 101 characters', record('', { avain: 'x'.repeat(101) }), [null, '@avain']],
  ])('badRequest.validation.virta: %s', (_, xml, expected) => {
    const [error] = errorsOf(read(OPEN + xml));
    expect([error?.[1], error?.[3]]).toEqual(expected);
  });

  it('the five entities of XML are read, and comments and CDATA hide what is in them', () => {
    const [right] = rightsOf(
      read(`${OPEN}<!-- ${record()} --><![CDATA[${record()}]]>${record('', { avain: 'A&amp;B' })}`),
    );
    expect(right?.key).toBe('A&B');
  });

  it.each<[string, string, string]>([
    ['a DTD', `<!DOCTYPE x [<!ENTITY a "b">]>${OPEN}${record()}`, 'DTD ei ole sallittu'],
    [
      'another namespace',
      `<Opiskeluoikeudet>${record()}${CLOSE}`,
      'nimiavaruus ei ole urn:mace:funet.fi:virta/2015/09/01',
    ],
    ['a record that never ends', `${OPEN}<Opiskeluoikeus avain="A">`, 'kesken'],
    ['a record of a megabyte', OPEN + record('x'.repeat(1_000_000)) + CLOSE, 'liian pitkä'],
    ['two megabytes of comment', `${OPEN}<!--${'x'.repeat(2_000_000)}-->${record()}`, 'liian pitkä'],
    ['a document cut between two records', OPEN + record(), 'kesken'],
    ['no study rights', OPEN + CLOSE, 'ei opiskeluoikeuksia'],
    ['nothing', '', 'ei opiskeluoikeuksia'],
    ['JSON', '{"a":1}', 'ei opiskeluoikeuksia'],
  ])('badRequest.format.xml: %s is reported once, however it is cut into pieces', (_, xml, kohta) => {
    for (const step of [1000, 100_000]) expect(errorsOf(read(xml, step)).map((error) => error[3])).toEqual([kohta]);
  });

  it('a long document between few records is read in bounded memory', () => {
    const filler = '<Opintosuoritus avain="S"><Laajuus/></Opintosuoritus>'.repeat(60_000);
    expect(rightsOf(read(`${OPEN}${filler}${record()}${filler}${record()}`, 65_536))).toHaveLength(2);
  });
});

describe('words of VIRTA errors', () => {
  it.each(Object.values(virtaTexts).flatMap((texts) => Object.entries(texts)))(
    '%s says in three languages what happened and what to do',
    (_, text) => {
      const words = [text.fi, text.sv, text.en];
      expect(new Set(words).size).toBe(3);
      for (const sentence of words) expect(sentence).toMatch(/\.$/);
    },
  );

  it('every case of the examples has words without a gap', () => {
    for (const part of read(file('virheita.xml'))) {
      if (!('error' in part)) continue;
      expect(virtaTexts[part.error.refused]).toHaveProperty(String(part.error.details?.['tapaus']));
      expect(messageOf(part.error)).not.toMatch(/[{}]|null|undefined/);
    }
  });
});
