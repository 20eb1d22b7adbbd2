import { describe, expect, it } from '@jest/globals';
import { approval, basis, part } from '../../test/examples.js';
import { publicBackgroundOf, publicTextsOf } from './public-texts.js';
import { aPublicNameTellsOfNoPerson } from './rules/a-public-name-tells-of-no-person.js';
import {
  textWithName,
  theApplicantsNameIsPublicOnlyKnowingly,
} from './rules/the-applicants-name-is-public-only-knowingly.js';

const PHONE = 'puh. 040 000 0000';
const named = (name: string) => part({ bases: [basis({ name })] });

describe('[R85] what becomes public of a part', () => {
  it('[R91] is the name that the officer gave, else all names that the student wrote', () => {
    const two = part({ bases: [basis({ name: 'Scrum Master' }), basis({ name: 'Kahvila' })] });
    expect(publicBackgroundOf(two).basisName).toBe('Scrum Master + Kahvila');
    expect(publicBackgroundOf(two, 'Projektityö').basisName).toBe('Projektityö');
  });

  it('[R88] has a code for studies only', () => {
    const study = basis({ kind: 'STUDY', code: 'AVO-17', name: 'Tietokannat' });
    expect(publicTextsOf(part({ bases: [study] }), { keywords: ['sql'] })).toEqual(['Tietokannat', 'AVO-17', 'sql']);
    expect(publicTextsOf(part({ bases: [study, basis()] }), {})).toEqual(['Tietokannat + Scrum Master']);
  });
});

describe('[R85] a public name contains no personal data', () => {
  const study = part({ bases: [basis({ kind: 'STUDY', code: '+358 40 000 0000', name: 'Tietokannat' })] });

  it.each([
    ['the name that the student wrote', named(`Kahvila, ${PHONE}`), approval(), { found: 'phone', field: 'basisName' }],
    [
      'the name that the officer gave',
      named('Kahvila'),
      approval({ basisName: PHONE }),
      { found: 'phone', field: 'basisName' },
    ],
    ['a keyword', named('Kahvila'), approval({ keywords: ['scrum', PHONE] }), { found: 'phone', field: 'keywords' }],
    ['the code of a study', study, approval(), { found: 'phone', field: 'basisName' }],
    ["the student's name, when the officer gave another", named(PHONE), approval({ basisName: 'Kahvila' }), undefined],
    ['nothing', named('Kahvila'), approval(), undefined],
    ['a rejection, which becomes no precedent', named(PHONE), approval({ outcome: 'REJECTED' }), undefined],
  ])('personal data in %s', (_where, asked, content, expected) => {
    expect(aPublicNameTellsOfNoPerson(asked, content)).toEqual(
      expected && { refused: 'decision/public-name-tells-of-a-person', details: expected },
    );
  });
});

describe("[R85] the applicant's name is public only knowingly", () => {
  const aino = { name: 'Aino Virtanen', agreedTexts: [] };
  const asked = { refused: 'decision/public-name-is-the-applicants' };

  it.each([
    'Aino Virtanen',
    'VIRTANEN, Aino: työtodistus',
    'Virtasen kahvila',
    'Ainolle myönnetty todistus',
    'Kahvila, virtasella',
    'Aino\u0301n kurssi, Virtanen',
  ])('%s: the officer is asked', (name) => {
    expect(theApplicantsNameIsPublicOnlyKnowingly(named(name), approval(), aino)).toEqual(asked);
  });

  it.each(['Scrum Master', 'Virtausmekaniikka', 'Ainutlaatuinen', 'Vain inotropia'])('%s: nothing is asked', (name) => {
    expect(theApplicantsNameIsPublicOnlyKnowingly(named(name), approval(), aino)).toBeUndefined();
  });

  it.each([
    ['Mäkinen', 'MAKINEN Oy'],
    ['Mäkinen', 'Mäkisen pesula'],
    ['Öberg', 'oberg ab'],
    ['Li', 'Kahvila Li'],
    ['Anne-Mari', 'Mari'],
  ])('the name %s is seen in "%s"', (name, text) => {
    expect(textWithName(named(text), approval(), { name })).toContain(text);
  });

  it.each([
    ['Li', 'Lisensiaatti'],
    ['A', 'A'],
    ['Ari', 'Aritmetiikka'],
  ])('the name %s is not seen in "%s"', (name, text) => {
    expect(textWithName(named(text), approval({ keywords: [] }), { name })).toBeUndefined();
  });

  it('the answer counts for this text and for no other', () => {
    const own = named('Aino Virtasen kahvila');
    const knowing = approval({ applicantsNameMayStand: true });
    expect(theApplicantsNameIsPublicOnlyKnowingly(own, knowing, aino)).toBeUndefined();
    const kept = { ...aino, agreedTexts: [textWithName(own, knowing, aino) ?? ''] };
    expect(theApplicantsNameIsPublicOnlyKnowingly(own, approval(), kept)).toBeUndefined();
    expect(theApplicantsNameIsPublicOnlyKnowingly(named('Aino'), approval(), kept)).toEqual(asked);
  });

  it.each([
    ['a name that the university has not published', approval(), { name: undefined, agreedTexts: [] }],
    ['a rejection', approval({ outcome: 'REJECTED' }), aino],
  ])('%s: nothing is asked', (_case, content, applicant) => {
    expect(theApplicantsNameIsPublicOnlyKnowingly(named('Aino Virtanen'), content, applicant)).toBeUndefined();
  });
});
