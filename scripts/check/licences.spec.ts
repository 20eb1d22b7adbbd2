import { describe, expect, it } from '@jest/globals';
import { refusedLicences } from './licences.js';

describe('licences of what the image installs', () => {
  it.each([
    ['MIT'],
    ['BlueOak-1.0.0'],
    ['(MIT)'],
    ['MIT OR GPL-3.0-only'],
    ['(GPL-2.0-only OR Apache-2.0)'],
    ['MIT AND ISC'],
    ['ISC AND (GPL-3.0-only OR MIT)'],
    ['GPL-3.0-only AND MIT OR ISC'],
    ['((MIT AND ISC) OR GPL-3.0-only) AND BSD-3-Clause'],
  ])('%s is allowed', (license) => {
    expect(refusedLicences([{ name: 'a', version: '1.0.0', license }])).toEqual([]);
  });

  it.each([
    ['AGPL-3.0-only', 'is under "AGPL-3.0-only"'],
    ['MIT AND GPL-3.0-only', 'is under "MIT AND GPL-3.0-only"'],
    ['MIT AND (GPL-3.0-only OR SSPL-1.0)', 'is under "MIT AND'],
    ['GPL-3.0-only OR SSPL-1.0', 'is under "GPL-3.0-only OR'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 'is under'],
    ['(MIT', 'is under "(MIT"'],
    ['UNLICENSED', 'is under "UNLICENSED"'],
    ['SEE LICENSE IN LICENSE.md', 'is under'],
    ['', 'is under ""'],
    [{ type: 'MIT' }, 'is under {"type":"MIT"}'],
    [undefined, 'names no licence'],
  ])('%j is refused by a sentence that says so', (license, words) => {
    expect(refusedLicences([{ name: 'a', version: '1.0.0', license }])).toEqual([
      expect.stringContaining(`a 1.0.0 ${words}`),
    ]);
  });

  it('are all allowed', () => {
    expect(refusedLicences()).toEqual([]);
  });
});
