import { describe, expect, it } from '@jest/globals';
import { breachesOfPageTexts } from './page-texts.js';

const texts = { fi: { title: 'Otsikko {{n}}' }, sv: { title: 'Rubrik {{n}}' }, en: { title: 'Title {{n}}' } };
const feature = { folder: 'work', texts, sources: ["t('title', { n: 1 })"] };

describe('texts of pages', () => {
  it('three languages, all used, none missing: no breach', () => {
    expect(breachesOfPageTexts([feature])).toEqual([]);
  });

  it.each([
    ['a language lacks a key', { ...feature, texts: { ...texts, sv: {} } }, 'work/texts/sv.json: "title" is missing.'],
    [
      'a text is blank',
      { ...feature, texts: { ...texts, en: { title: ' ' } } },
      'work/texts/en.json: "title" is missing.',
    ],
    [
      'a placeholder is another one',
      { ...feature, texts: { ...texts, sv: { title: 'Rubrik {{m}}' } } },
      'work/texts/sv.json: "title" has other placeholders than the Finnish text.',
    ],
    ['a key has no text', { ...feature, sources: ["t('title') t('other')"] }, "work: t('other') has no text."],
    ['a text is not used', { ...feature, sources: [] }, 'work: the text "title" is not used.'],
  ])('%s', (_, broken, sentence) => {
    expect(breachesOfPageTexts([broken])).toEqual([sentence]);
  });

  it('plurals count as one key, and so do keys that are put together', () => {
    const plural = { fi: { rows_one: 'a', rows_other: 'b', 'state.SENT': 'c' } };
    const both = { ...plural, sv: plural.fi, en: plural.fi };
    const sources = ["t('rows', { count })", 't(`state.${state}`)'];
    expect(breachesOfPageTexts([{ folder: 'work', texts: both, sources }])).toEqual([]);
  });
});
