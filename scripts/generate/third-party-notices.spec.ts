import { describe, expect, it } from '@jest/globals';
import { generateThirdPartyNotices, isNoticeFile, licenceText, productionPackages } from './third-party-notices.js';

describe('the notices of others', () => {
  it.each([
    ['LICENSE', true],
    ['Licence.md', true],
    ['MIT-LICENSE.txt', true],
    ['bundle.js.LICENSE.txt', true],
    ['THIRD-PARTY-NOTICES.md', true],
    ['license.js', false],
    ['notice.d.ts', false],
    ['README.md', false],
  ])('%s is one: %s', (name, isOne) => {
    expect(isNoticeFile(name)).toBe(isOne);
  });

  it.each([
    [
      'at the head',
      'ISC License\n\nCopyright (c) 2020 A\n\nMay be used.\n',
      ['Copyright (c) 2020 A'],
      'ISC License\n\nMay be used.',
    ],
    ['of two', '© 2020 A\r\n(c) B\r\n\r\nMay be used. \r\n', ['© 2020 A', '(c) B'], 'May be used.'],
    ['as a word of the terms', 'Copyright license to reproduce:\n\nyes', [], 'Copyright license to reproduce:\n\nyes'],
    ['beside other words', 'MIT\nCopyright (c) 2020 A\n\nyes', [], 'MIT\nCopyright (c) 2020 A\n\nyes'],
    [
      'of several licences',
      'Copyright 2020 A\n\na\n\nb\n\nCopyright 2021 B\n\nc',
      [],
      'Copyright 2020 A\n\na\n\nb\n\nCopyright 2021 B\n\nc',
    ],
  ])('copyright %s', (_, source, copyrights, terms) => {
    expect(licenceText(source)).toEqual({ copyrights, terms });
  });

  it('have an entry for every package, each with a text or a reason', () => {
    const [text = ''] = Object.values(generateThirdPartyNotices());
    const [entries = ''] = text.split('= Text 1 =');
    const without = productionPackages().filter(({ name, version, license }) => {
      const [, entry = ''] = entries.split(`\n${name} ${version}: ${String(license)}\n`);
      return !/^( {4}.*\n)*? {4}(Text \d+|Built for .* part of [\w@/.-]+, whose notices apply\.)\n/.test(entry);
    });
    expect(without).toEqual([]);
    expect(text).not.toContain(process.cwd());
  });
});
