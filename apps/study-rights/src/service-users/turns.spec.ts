import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Turns } from './turns.js';

describe('turns', () => {
  /** Work that ends when it is let go, in the order in which it began. */
  function work() {
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const of = (name: string) => () =>
      new Promise<string>((resolve) => {
        begun.push(name);
        ends.push(() => resolve(name));
      });
    const letGo = async () => {
      ends.shift()?.();
      await nextTurn();
    };
    return { begun, ends, of, letGo };
  }

  it('names take turns, however much each has waiting; within a name the first comes first', async () => {
    const turns = new Turns({ atOnce: 2, waitingOfOne: 100, waiting: 200 });
    const { begun, of, letGo, ends } = work();
    const all = Array.from({ length: 100 }, (_, n) => turns.take('a', of(`a${n}`)));
    const other = turns.take('b', of('b'));
    await nextTurn();
    for (let done = 0; done < 3; done++) await letGo();
    expect(begun).toEqual(['a0', 'a1', 'a2', 'b', 'a3']);
    while (ends.length > 0) await letGo();
    expect(await other).toEqual({ done: 'b' });
    expect(await Promise.all(all)).toEqual(Array.from({ length: 100 }, (_, n) => ({ done: `a${n}` })));
  });

  it('what is too much for a name, or for all, is not done; nobody else is touched', async () => {
    const turns = new Turns({ atOnce: 1, waitingOfOne: 2, waiting: 3 });
    const { begun, of, letGo, ends } = work();
    const names = ['a', 'a', 'a', 'a', 'b', 'c'];
    const taken = names.map((name, n) => turns.take(name, of(`${name}${n}`)));
    await nextTurn();
    while (ends.length > 0) await letGo();
    const outcomes = await Promise.all(taken);
    expect(outcomes.map((outcome) => outcome?.done)).toEqual(['a0', 'a1', 'a2', undefined, 'b4', undefined]);
    expect(begun).toEqual(['a0', 'a1', 'b4', 'a2']);
  });

  it('work that fails gives its place on', async () => {
    const turns = new Turns({ atOnce: 1, waitingOfOne: 5, waiting: 5 });
    const failing = turns.take('a', () => Promise.reject(new Error('no')));
    const next = turns.take('a', () => Promise.resolve(1));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toEqual({ done: 1 });
  });

  it('never more work at once than allowed, and all that was taken is done', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 }),
        fc.integer({ min: 1, max: 3 }),
        async (names, atOnce) => {
          const turns = new Turns({ atOnce, waitingOfOne: 100, waiting: 100 });
          let [now, most] = [0, 0];
          const done = await Promise.all(
            names.map((name) =>
              turns.take(name, async () => {
                most = Math.max(most, ++now);
                await nextTurn();
                now--;
              }),
            ),
          );
          expect(done.every(Boolean)).toBe(true);
          expect(most).toBeLessThanOrEqual(atOnce);
        },
      ),
      { numRuns: 50 },
    );
  });
});
