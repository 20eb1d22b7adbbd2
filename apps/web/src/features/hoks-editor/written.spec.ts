import { describe, expect, it } from '@jest/globals';
import type { HoksField, HoksSection } from '../../api/hoks';
import { partsIn, textOfParts } from './parts';
import { bodyOf, broughtTogether, editableOf, missingIn, writtenOf } from './written';

const title = { fi: '', sv: '', en: '' };
function field(name: string, more: Partial<HoksField> = {}): HoksField {
  const rules = { hint: null, required: false, editable: true, onlyFor: null, codes: [], within: [] };
  return { name, title, kind: 'TEXT', ...rules, ...more };
}

function sectionOf(name: string, fields: HoksField[], more: Partial<HoksSection> = {}): HoksSection {
  return { name, title, repeated: true, onlyFor: null, fields, ...more };
}

const need = field('osaamisen-hankkimisen-tarve', { kind: 'YES_NO', required: true });
const day = field('ensikertainen-hyvaksyminen', { kind: 'DAY', required: true });
const mail = field('sahkoposti');
const fields = [day, need, mail];

describe('what is written of a HOKS', () => {
  it('[R171] misses the need until one of its two answers is chosen', () => {
    expect(missingIn({ [day.name]: '2026-09-01' }, fields)).toEqual([{ path: need.name, field: need }]);
    expect(missingIn({ [day.name]: '2026-09-01', [need.name]: 'false' }, fields)).toEqual([]);
  });

  it('[R156] reads minimum data, and writes only what is given', () => {
    const data = { [day.name]: '2026-09-01', [need.name]: false };
    expect(writtenOf(data, fields)).toEqual({ [day.name]: '2026-09-01', [need.name]: 'false', sahkoposti: '' });
    expect(bodyOf(writtenOf(data, fields), fields)).toEqual(data);
    expect(writtenOf(null, [mail])).toEqual({ sahkoposti: '' });
  });

  it('holds the fields of the type of study right only, and those that people write', () => {
    const tuva = field('tuva-opiskeluoikeus-oid', { onlyFor: 'ammatillinenkoulutus' });
    const sent = field('paivitetty', { editable: false });
    const main = sectionOf('perustiedot', [mail, tuva, sent], { repeated: false });
    const lists = [sectionOf('a', [field('nimi')], { onlyFor: 'tuva' }), sectionOf('b', [sent])];
    const names = (type: string) => editableOf([main, ...lists], type).map(({ name }) => name);
    expect(names('tuva')).toEqual(['sahkoposti', 'a']);
    expect(names('ammatillinenkoulutus')).toEqual(['sahkoposti', 'tuva-opiskeluoikeus-oid']);
  });

  it('[R157] keeps what lies in a part and has no field, and sends numbers as numbers', () => {
    const [list] = editableOf([sectionOf('osat', [field('nimi'), field('laajuus', { kind: 'NUMBER' })])], 'tuva');
    const ways = [{ alku: '2026-09-01' }];
    const read = writtenOf({ osat: [{ nimi: 'a', uusi: { x: 1 }, ways }] }, list ? [list] : []);
    const [part] = partsIn(read['osat'] ?? '');
    const parts = [{ ...part, laajuus: '2,5' }, { nimi: 'b', laajuus: 'viisi' }, { nimi: '' }];
    expect(bodyOf({ osat: textOfParts(parts) }, list ? [list] : [])).toEqual({
      osat: [{ nimi: 'a', uusi: { x: 1 }, ways, laajuus: 2.5 }, { nimi: 'b', laajuus: 'viisi' }, {}],
    });
    expect(bodyOf({ osat: textOfParts([]) }, list ? [list] : [])).toEqual({});
  });

  it('writes ways of acquiring competence in the parts, with their workplace, and misses what they lack', () => {
    const within = (...names: string[]) => names.map((name) => ({ name, required: name === 'alku' }));
    const known = [
      field('nimi'),
      field('ways', { kind: 'LIST', within: within('alku', 'share', 'workplace') }),
      field('alku', { kind: 'DAY', editable: false }),
      field('share', { kind: 'NUMBER', editable: false }),
      field('workplace', { kind: 'THING', editable: false, within: within('tasks') }),
      field('tasks', { kind: 'TEXTS', editable: false }),
    ];
    const list = editableOf([sectionOf('osat', known)], 'tuva');
    const stored = writtenOf({ osat: [{ ways: [{ eid: 1 }] }] }, list);
    expect(missingIn(stored, list, stored)).toEqual([]);
    const ways = [
      { eid: 1, alku: '' },
      { alku: '2026-09-01', share: '80', workplace: { tasks: 'a\n\n b ' } },
    ];
    const written = { osat: textOfParts([{ ways }]) };
    expect(missingIn(written, list, stored).map(({ path }) => path)).toEqual(['osat.0.ways.0.alku']);
    expect(bodyOf(written, list)).toEqual({
      osat: [{ ways: [{ eid: 1 }, { alku: '2026-09-01', share: 80, workplace: { tasks: ['a', 'b'] } }] }],
    });
    const emptied = { osat: textOfParts([{ ways: [{ alku: '2026-09-01', workplace: { tasks: '' } }] }]) };
    expect(bodyOf(emptied, list)).toEqual({ osat: [{ ways: [{ alku: '2026-09-01' }] }] });
  });

  it.each([
    ['different fields', { a: '1', b: '' }, { a: '', b: '2' }, { a: '1', b: '2' }, []],
    ['the same field to one text', { a: '1', b: '' }, { a: '1', b: '' }, { a: '1', b: '' }, []],
    ['the same field to two texts', { a: '1', b: '' }, { a: '2', b: '3' }, { a: '1', b: '3' }, ['a']],
    ['nothing of mine', { a: '', b: '' }, { a: '2', b: '' }, { a: '2', b: '' }, []],
  ])('two have changed %s', (_, mine, theirs, written, conflicts) => {
    expect(broughtTogether({ a: '', b: '' }, mine, theirs)).toEqual({ written, conflicts });
  });
});
