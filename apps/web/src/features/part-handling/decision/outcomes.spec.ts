import { describe, expect, it } from '@jest/globals';
import type { CasePart } from '../../../api/case';
import { decisionBody, fieldsOf, keywordsIn, missingIn, missingInFiling, prefilled, toggled } from './outcomes';

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
    const form = { ...prefilled(part), outcome: 'APPROVED' } as const;
    expect(missingIn(form, part)).toEqual(expected);
  });

  it('[R95] [R99] an approval misses its credits, and in the dialog field and keywords; a rejection its reasons', () => {
    const part = aPart();
    const approval = { ...prefilled(part), outcome: 'APPROVED', grantedCredits: 'viisi' } as const;
    expect(missingIn(approval, part)).toEqual(['grantedCredits']);
    expect(missingInFiling(approval)).toEqual(['fieldOfEducation', 'keywords']);
    expect(missingInFiling({ ...approval, fieldOfEducation: '7', words: 'sql' })).toEqual([]);
    expect(missingIn({ ...prefilled(part), outcome: 'REJECTED' }, part)).toEqual(['reasons']);
  });

  it('sends what the outcome asks for, and nothing else', () => {
    const part = aPart();
    const chosen = [{ code: 'c', term: 'C-kieli' }];
    const written = { ...prefilled(part), fieldOfEducation: '7', chosen, words: 'A, b a' };
    const reasons = ' Hyvin perusteltu. ';
    expect(decisionBody({ ...written, reasons, outcome: 'APPROVED' }, part)).toEqual({
      outcome: 'APPROVED',
      grantedCredits: 2.5,
      grade: 'HYV',
      fieldOfEducation: 7,
      keywords: ['c', 'a', 'b'],
      reasons: 'Hyvin perusteltu.',
    });
    expect(decisionBody({ ...written, reasons, outcome: 'REJECTED' }, part)).toEqual({
      outcome: 'REJECTED',
      reasons: 'Hyvin perusteltu.',
    });
  });

  it('[R101] a key chooses a keyword, and takes it out again', () => {
    const [one, other] = [
      { code: 'sql', term: 'SQL' },
      { code: 'scrum', term: 'Scrum' },
    ];
    expect(toggled([one], other)).toEqual([one, other]);
    expect(toggled([one, other], { ...one })).toEqual([other]);
  });

  it.each([
    ['tietokannat; ohjelmointi', ['tietokannat', 'ohjelmointi']],
    ['  SQL,, sql\n', ['sql']],
    ['', []],
  ])('reads the keywords %j', (text, words) => {
    expect(keywordsIn(text)).toEqual(words);
  });
});
