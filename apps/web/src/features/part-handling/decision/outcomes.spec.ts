import { describe, expect, it } from '@jest/globals';
import type { CasePart } from '../../../api/case';
import { decisionBody, fieldsOf, keywordsIn, missingIn, prefilled } from './outcomes';

function aPart(changes: Partial<CasePart> = {}): CasePart {
  return {
    id: 'part',
    number: 1,
    round: 1,
    state: 'IN_PROCESS',
    outcome: null,
    handlerId: 'hanna',
    type: 'SUBSTITUTION',
    bases: [aBasis()],
    targets: [{ courseCode: 'TKT-103', name: { fi: 'Tietokannat' }, credits: 5, kind: 'COURSE' }],
    creditsApplied: 5,
    mostCredits: 2.5,
    possibleGrades: ['1', '2', '3', '4', '5', 'HYV'],
    decisions: [],
    actions: [],
    ...changes,
  };
}

function aBasis(changes: Partial<CasePart['bases'][number]> = {}): CasePart['bases'][number] {
  return {
    kind: 'STUDY',
    code: null,
    name: 'Tietokannat',
    organisation: null,
    credits: null,
    grade: null,
    gainedOn: '2022-05-15',
    ...changes,
  };
}

const names = (part: CasePart) => fieldsOf('APPROVED', part).map(({ field }) => field);

describe('the form of a decision', () => {
  it('[R108] begins with all that can be granted, and with the grade that the student brings', () => {
    expect(prefilled(aPart({ bases: [aBasis({ grade: '4' })] }))).toMatchObject({ grantedCredits: '2,5', grade: '4' });
    expect(prefilled(aPart({ bases: [aBasis({ grade: 'laudatur' })] })).grade).toBe('HYV');
    expect(prefilled(aPart({ possibleGrades: [] })).grade).toBe('');
  });

  it('[R53] asks for no credits of an exemption', () => {
    expect(names(aPart())).toContain('grantedCredits');
    expect(names(aPart({ type: 'EXEMPTION' }))).not.toContain('grantedCredits');
  });

  it.each([
    ['a substitution', aPart(), []],
    ['an included study with a name', aPart({ type: 'INCLUSION' }), []],
    ['an included study without one', aPart({ type: 'INCLUSION', bases: [aBasis({ name: ' ' })] }), ['basisName']],
  ])('[R98] the public name is needed of %s: %#', (_, part, expected) => {
    const form = { ...prefilled(part), outcome: 'APPROVED', fieldOfEducation: '7', keywords: 'tietokannat' } as const;
    expect(missingIn(form, part)).toEqual(expected);
  });

  it('[R95] an approval misses its credits, field and keywords; a rejection its reasons', () => {
    const part = aPart();
    const approval = { ...prefilled(part), outcome: 'APPROVED', grantedCredits: 'viisi' } as const;
    expect(missingIn(approval, part)).toEqual(['grantedCredits', 'fieldOfEducation', 'keywords']);
    expect(missingIn({ ...prefilled(part), outcome: 'REJECTED' }, part)).toEqual(['reasons']);
  });

  it('sends what the outcome asks for, and nothing else', () => {
    const part = aPart();
    const written = { ...prefilled(part), fieldOfEducation: '7', keywords: 'A, b a', reasons: ' Hyvin perusteltu. ' };
    expect(decisionBody({ ...written, outcome: 'APPROVED' }, part)).toEqual({
      outcome: 'APPROVED',
      grantedCredits: 2.5,
      grade: 'HYV',
      fieldOfEducation: 7,
      keywords: ['a', 'b'],
      reasons: 'Hyvin perusteltu.',
    });
    expect(decisionBody({ ...written, outcome: 'REJECTED' }, part)).toEqual({
      outcome: 'REJECTED',
      reasons: 'Hyvin perusteltu.',
    });
  });

  it.each([
    ['tietokannat; ohjelmointi', ['tietokannat', 'ohjelmointi']],
    ['  SQL,, sql\n', ['sql']],
    ['', []],
  ])('reads the keywords %j', (text, words) => {
    expect(keywordsIn(text)).toEqual(words);
  });
});
