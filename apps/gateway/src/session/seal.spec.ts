import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Seal } from './seal.js';

const [old, newest, foreign] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const seal = new Seal([newest, old]);

describe('what is sealed', () => {
  it('is opened again, also with a key that is no longer the newest', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (content) => {
        const stored = JSON.parse(JSON.stringify(content)) as unknown;
        expect(seal.open('session', seal.close('session', content))).toEqual(stored);
        expect(seal.open('session', new Seal([old]).close('session', content))).toEqual(stored);
      }),
    );
  });

  it('is different each time', () => {
    expect(seal.close('session', { a: 1 }).equals(seal.close('session', { a: 1 }))).toBe(false);
  });

  it.each<[string, (sealed: Buffer) => unknown]>([
    ['for another purpose', (sealed) => seal.open('sign-in', sealed)],
    ['with a key that has been left out', (sealed) => new Seal([foreign]).open('session', sealed)],
    ['when a byte has changed', (sealed) => seal.open('session', flipped(sealed, sealed.length - 1))],
    ['when its tag has changed', (sealed) => seal.open('session', flipped(sealed, 13))],
    ['when it is cut short', (sealed) => seal.open('session', sealed.subarray(0, 20))],
    ['when it is nothing', () => seal.open('session', Buffer.alloc(0))],
  ])('is not opened %s', (_when, open) => {
    expect(open(seal.close('session', { token: 'secret' }))).toBeUndefined();
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
