import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { personalDataIn } from './personal-data.js';

describe('[R85] personal data in a text that anybody may read', () => {
  it.each([
    ['131052-308T', 'identity-code'],
    ['tunnus 131052+308t, Tietokannat', 'identity-code'],
    ['131052A308T', 'identity-code'],
    ['010594Y9021', 'identity-code'],
    ['131052‑308T', 'identity-code'],
    ['131052 – 308T', 'identity-code'],
    ['１３１０５２-308T', 'identity-code'],
    ['131052\u200B-308T', 'identity-code'],
    ['811228-9874', 'identity-code'],
    ['19811228-9874', 'identity-code'],
    ['1.2.246.562.24.00000000001', 'identity-code'],
    ['aino.virtanen@example.org', 'email'],
    ['Todistus (aino@yliopisto.example.fi)', 'email'],
    ['aino(at)example.org', 'email'],
    ['aino@öljy.example', 'email'],
    ['aino＠example.org', 'email'],
    ['0401234567', 'phone'],
    ['040 123 4567', 'phone'],
    ['040-1234567', 'phone'],
    ['(09) 123 4567', 'phone'],
    ['+358 40 123 4567', 'phone'],
    ['+358(0)401234567', 'phone'],
    ['00358401234567', 'phone'],
    ['+46 70 123 45 67', 'phone'],
    ['Kahvila Kulma, puh. 123 4567', 'phone'],
    ['tel: 1234567', 'phone'],
  ])('%s: %s', (text, kind) => {
    expect(personalDataIn(text)).toBe(kind);
  });

  it.each([
    '',
    'Tietokannat',
    'Ohjelmoinnin perusteet (5 op), 2019–2020',
    'Avoin yliopisto 01.09.2018 - 31.05.2019',
    '1.9.2018–31.5.2019',
    '2018-09-01/2019-05-31',
    'ISO/IEC 27001:2022, SFS-EN ISO 9001',
    'A-0.1234 Matematiikka 1',
    '581305-6 Tietokoneen toiminta',
    'TKT10002, TKT10003 ja TKT20001',
    'MAT-01110 Insinöörimatematiikka',
    '090150 Ohjelmointi',
    'ISBN 978-951-23-4567-8',
    'C# 12 @ työ',
    'Y-tunnus 1234567-8',
    'asiakaspalvelija 1,5 vuotta, 1 600 tuntia',
    'tieto-ja-viestintätekniikka-2',
    'Telakka 12345',
    '1.2.246.562.10.00000000001',
  ])('%s: nothing', (text) => {
    expect(personalDataIn(text)).toBeUndefined();
  });

  it('is found wherever it stands among words', () => {
    const words = fc.array(fc.constantFrom('Tietokannat', 'työ', '5 op', '(2019)'), { maxLength: 5 });
    const data = fc.constantFrom('131052-308T', 'aino@example.org', '+358 40 123 4567', '0401234567');
    fc.assert(
      fc.property(words, data, words, (before, found, after) => {
        expect(personalDataIn([...before, found, ...after].join(', '))).toBeDefined();
      }),
    );
  });

  it('any text of the longest length is read in a moment', () => {
    for (const piece of ['a', '0', '.', '-', '@', '0 ', '0-', 'a.', '(at)', '+1'])
      expect(() => personalDataIn(piece.repeat(3_000))).not.toThrow();
  });
});
