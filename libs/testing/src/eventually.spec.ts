import { describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.js';

describe('eventually', () => {
  it('asks until there is an answer, and takes rejections for "not yet"', async () => {
    let asked = 0;
    const answer = await eventually('the third answer', async () => {
      asked++;
      if (asked === 1) throw new Error('away');
      return asked >= 3 && 'here';
    });
    expect(answer).toBe('here');
    expect(asked).toBe(3);
  });

  it('names what did not happen, and the last reason', async () => {
    const probe = async () => Promise.reject(new Error('404'));
    await expect(eventually('the mail', probe, 60)).rejects.toThrow('Not within 0.06 s: the mail; last: 404');
  });

  it('takes 0, null and the empty string for answers', async () => {
    expect(await eventually('zero', async () => 0)).toBe(0);
    expect(await eventually('null', async () => null)).toBeNull();
    expect(await eventually('nothing written', async () => '')).toBe('');
  });
});
