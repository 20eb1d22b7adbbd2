import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { errorTable } from './error-table.js';

type Texts = Record<string, Record<string, string>>;
const ONE: Texts = { 'shop/closed': { title: 'Closed', detail: 'Nothing was changed. Come back on {day}.' } };

/** The folder of three files of texts. */
function folderWith(fi: Texts, sv: Texts = fi, en: Texts = fi): URL {
  const folder = mkdtempSync(join(tmpdir(), 'texts-'));
  for (const [language, texts] of Object.entries({ fi, sv, en })) {
    writeFileSync(join(folder, `errors.${language}.json`), JSON.stringify(texts));
  }
  return pathToFileURL(`${folder}/`);
}

describe('a table of refusals', () => {
  it('has status, level and the texts in three languages', () => {
    const sv = { 'shop/closed': { title: 'Stängt', detail: 'Ingenting ändrades. Kom tillbaka {day}.' } };
    const table = errorTable(folderWith(ONE, sv), { 'shop/closed': { status: 409 } });
    expect(table).toEqual({
      'shop/closed': {
        status: 409,
        level: 'info',
        title: { fi: 'Closed', sv: 'Stängt', en: 'Closed' },
        detail: {
          fi: 'Nothing was changed. Come back on {day}.',
          sv: 'Ingenting ändrades. Kom tillbaka {day}.',
          en: 'Nothing was changed. Come back on {day}.',
        },
      },
    });
  });

  it('keeps the level that a rule names', () => {
    expect(errorTable(folderWith(ONE), { 'shop/closed': { status: 500, level: 'error' } })['shop/closed'].level).toBe(
      'error',
    );
  });

  it.each<[string, URL, RegExp]>([
    ['a language lacks a code', folderWith(ONE, {}), /errors\.sv\.json has no title of shop\/closed\./],
    [
      'a text is empty',
      folderWith(ONE, ONE, { 'shop/closed': { title: '', detail: '{day}' } }),
      /errors\.en\.json has no title of shop\/closed\./,
    ],
    [
      'a text has no code',
      folderWith({ ...ONE, 'shop/moved': { title: 'Moved', detail: 'Moved.' } }),
      /errors\.fi\.json has texts of shop\/moved, which is no code\./,
    ],
    [
      'a place for a value is missing in one language',
      folderWith(ONE, { 'shop/closed': { title: 'Stängt', detail: 'Ingenting ändrades.' } }),
      /errors\.sv\.json has other places for values in detail of shop\/closed than Finnish\./,
    ],
  ])('%s: it is refused by what is wrong', (_, folder, message) => {
    expect(() => errorTable(folder, { 'shop/closed': { status: 409 } })).toThrow(message);
  });
});
