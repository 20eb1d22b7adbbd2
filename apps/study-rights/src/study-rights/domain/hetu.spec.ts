import { describe, expect, it } from '@jest/globals';
import { isHetu } from './hetu.js';

const TODAY = '2026-11-24';

describe('hetu', () => {
  // The examples of the Digital and Population Data Services Agency and of Koski's test people.
  it.each(['131052-308T', '010280-952L', '080154-770R', '141199-418X', '010108A9527', '010101+100X', '131052Y308T'])(
    '%s is one',
    (hetu) => {
      expect(isHetu(hetu, TODAY)).toBe(true);
    },
  );

  it.each([
    ['a wrong check character', '131052-308U'],
    ['a day that does not exist', '310299-1234'],
    ['another sign', '131052*308T'],
    ['lower case', '131052-308t'],
    ['a day of birth in the future', '311299A952X'],
    ['individual number 001', '131052-001W'],
    ['a space', ' 131052-308T'],
    ['nothing', ''],
    ['an oid', '1.2.246.562.24.00000000001'],
  ])('%s is none', (_, text) => {
    expect(isHetu(text, TODAY)).toBe(false);
  });
});
