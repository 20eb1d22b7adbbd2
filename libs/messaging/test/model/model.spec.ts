import { describe, expect, it } from '@jest/globals';
import { runModel } from './run-model.js';

const RUNS = 500;
/** Without these the runs would show nothing. */
const OFTEN = ['commit', 'record published twice', 'message seen before', 'letter of a parked key', 'kill'];
/** Rarer, but it must be seen. */
const SOMETIMES = ['record behind a later one of its key'];

/** The short form of `npm run test:model`. */
describe('relay, inbox and failure policy against a sequential model', () => {
  it('for any faults in any order, each committed event has its effect once and in order, or waits in the dead letters', async () => {
    const { failure, happened } = await runModel({ runs: RUNS, seed: Date.now() % 1_000_000 });
    expect(failure).toBeUndefined();
    for (const name of OFTEN) expect([name, (happened.get(name) ?? 0) > RUNS / 10]).toEqual([name, true]);
    for (const name of SOMETIMES) expect([name, (happened.get(name) ?? 0) > 0]).toEqual([name, true]);
  }, 180_000);
});
