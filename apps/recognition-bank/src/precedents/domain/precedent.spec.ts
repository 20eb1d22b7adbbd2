import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ReleasedPrecedent, precedentFrom } from './precedent.js';

const ID = '3f6f1c52-9d5e-4f5e-8a51-0d2a4f1c0001';
const INSTITUTION = '1.2.246.562.10.10000000001';

const released: ReleasedPrecedent = {
  bankKey: 'c7a6a7de-4c53-4d3f-9f0e-6b1d53a0d001',
  programmeCode: 'TKT-KANDI',
  programmeName: { fi: 'Tietojenkäsittelytieteen kandiohjelma' },
  basisKind: 'STUDY',
  basisCode: 'AVO-17',
  basisName: 'Tietokannat',
  basisKeywords: ['tietokannat'],
  targetName: { fi: 'Tietokantojen perusteet' },
  recognitionType: 'SUBSTITUTION',
  partial: false,
  creditsApplied: 5,
  creditsGranted: 4.5,
  recognisedMonth: '2026-11',
};

describe('an entry of the bank', () => {
  it('[R87] [R89] [R90] [R93] [R94] [R95] [R96] keeps programme, background, keywords, type, both credits and the month', () => {
    expect(precedentFrom(released, ID, INSTITUTION)).toEqual({
      ...released,
      ...{ id: ID, institutionOid: INSTITUTION, withheld: false },
    });
  });

  it.each([
    ['STUDY', 'AVO-17', 'AVO-17'],
    ['STUDY', null, null],
    ['COMPETENCE', null, null],
    ['COMPETENCE', 'AVO-17', null],
  ] as const)('[R88] a background of kind %s with code %s is filed with code %s', (basisKind, basisCode, filed) => {
    expect(precedentFrom({ ...released, basisKind, basisCode }, ID, INSTITUTION).basisCode).toBe(filed);
  });

  it.each([
    ['SUBSTITUTION', { fi: 'Tietokantojen perusteet' }],
    ['EXEMPTION', { fi: 'Tietokantojen perusteet' }],
    ['INCLUSION', null],
  ] as const)('[R92] a recognition of type %s is filed with target name %j', (recognitionType, targetName) => {
    expect(precedentFrom({ ...released, recognitionType }, ID, INSTITUTION).targetName).toEqual(targetName);
  });

  it('[R98] may have no background name: blanks are an empty name, not an error', () => {
    expect(precedentFrom({ ...released, basisName: ' \t ' }, ID, INSTITUTION).basisName).toBe('');
  });

  it.each<[string, Partial<ReleasedPrecedent>, Partial<ReleasedPrecedent>]>([
    ['name', { basisName: 'Tietokannat, puh. 040 000 0000' }, { basisName: '' }],
    ['code', { basisCode: 'tieto@example.invalid' }, { basisCode: null }],
    ['keywords', { basisKeywords: ['+358 40 000 0000', 'sql'] }, { basisKeywords: ['sql'] }],
  ])('[R85] a %s with personal data is left out and the rest filed', (_text, received, left) => {
    expect(precedentFrom({ ...released, ...received }, ID, INSTITUTION)).toEqual({
      ...{ ...released, ...left },
      ...{ id: ID, institutionOid: INSTITUTION, withheld: true },
    });
  });

  it('[R85] carries only the listed fields, without any that the sender adds', () => {
    const extra = { studentId: 'x', applicationId: 'y', decisionId: 'z', recognisedOn: '2026-11-03' };
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (more) => {
        const entry = precedentFrom({ ...more, ...extra, ...released }, ID, INSTITUTION);
        expect(Object.keys(entry).sort()).toEqual(FIELDS);
      }),
    );
  });
});

const FIELDS = [
  'basisCode',
  'basisKeywords',
  'basisKind',
  'basisName',
  'bankKey',
  'creditsApplied',
  'creditsGranted',
  'id',
  'institutionOid',
  'partial',
  'programmeCode',
  'programmeName',
  'recognisedMonth',
  'recognitionType',
  'withheld',
  'targetName',
].sort();
