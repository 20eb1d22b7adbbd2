import { describe, expect, it } from '@jest/globals';
import { violationsOf } from '#contracts';
import { universityId } from './university-id.js';

const person = {
  institutionOid: '1.2.246.562.10.10000000001',
  version: 1,
  firstName: 'Aino',
  lastName: 'Virtanen',
  email: null,
  language: 'fi',
  roles: ['STUDENT'],
  programmeCodes: [],
};
/** What tokens and requests say of an id, and what the event of the person says. */
const taken = (id: string) => [
  universityId.safeParse(id).success,
  violationsOf('university.person-published.v1', { ...person, personId: id }, 'consumer').length === 0,
];

describe('an id that a university gives', () => {
  it.each([
    '1',
    '240001',
    'S24-0007',
    'hy-hlo-123456',
    'urn:x-metsala:person:17',
    'metsala.example:10001',
    '0B0A1F6E-1C51-4F0E-9B41-5D1C2F3A0001',
    '0b010190-123a-4f0e-9b41-5d1c2f3a0001',
    '1.2.246.562.24.24080100016',
    'otm_2f1',
    'a'.repeat(60),
  ])('%s is taken as it stands', (id) => {
    expect(taken(id)).toEqual([true, true]);
    expect(universityId.parse(id)).toBe(id);
  });

  it.each([
    ['nothing', ''],
    ['61 characters', 'a'.repeat(61)],
    ['a space', 'a b'],
    ['a trailing line feed', 'a\n'],
    ['a slash, which addresses cannot carry', 'a/b'],
    ['an e-mail address', 'aino.virtanen@metsala.example'],
    ['a personal identity code', '010190-123A'],
    ['a personal identity code of the 2000s', '010101A123b'],
    ['a personal identity code within', 'metsala:010190-123A'],
    ['letters beyond ASCII, which have two spellings', 'päivi'],
    ['NUL', 'a\0'],
    ['punctuation first', '-a'],
  ])('%s is refused', (_what, id) => {
    expect(taken(id)).toEqual([false, false]);
  });
});
