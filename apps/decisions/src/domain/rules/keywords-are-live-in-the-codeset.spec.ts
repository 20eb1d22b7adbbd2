import { expect, it } from '@jest/globals';
import { keywordsAreLiveInTheCodeset } from './keywords-are-live-in-the-codeset.js';

const codeset = { isKept: true, live: new Set(['scrum', 'sql']) };
const approved = (...keywords: string[]) => ({ outcome: 'APPROVED' as const, keywords });

it.each([
  ['[R103] what is in use', approved('scrum', 'sql'), codeset, undefined],
  ['[R103] [R104] what is not, each once', approved('scrum', 'java', 'php', 'java'), codeset, 'java, php'],
  ['an institution without a codeset', approved('java'), { isKept: false, live: new Set<string>() }, undefined],
  ['a rejection, which has none', { outcome: 'REJECTED' as const }, codeset, undefined],
])('%s', (_, content, kept, refused) => {
  const refusal = keywordsAreLiveInTheCodeset(content, kept);
  expect(refusal).toEqual(refused && { refused: 'decision/keyword-not-live', details: { keywords: refused } });
});
