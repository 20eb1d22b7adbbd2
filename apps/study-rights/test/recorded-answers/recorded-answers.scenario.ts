import { afterAll, describe, expect, it } from '@jest/globals';
import { ehoksDoors, koskiDoors } from './doors.js';
import { hoksRules } from './hoks-rules.js';
import { hokses } from './hokses.js';
import { koskiRefusals } from './koski-refusals.js';
import { koskiTransfers } from './koski-transfers.js';
import { firstDifference, readRecording, writeRecording } from './recording.js';
import { type Pair, type Story, Telling } from './story.js';

/** By the name of the file that holds the recording. */
const stories: Readonly<Record<string, readonly Story[]>> = {
  ...{ 'koski-transfers': koskiTransfers, 'koski-refusals': koskiRefusals, 'koski-doors': koskiDoors },
  ...{ hokses, 'hoks-rules': hoksRules, 'ehoks-doors': ehoksDoors },
};
/** RECORD=1: what is answered is written down instead of compared. */
const isRecording = process.env['RECORD'] === '1';
const refused = (pairs: readonly Pair[]): Pair[] => pairs.filter(({ answer }) => answer.status >= 400);

describe.each(Object.entries(stories))('recorded answers: %s', (name, list) => {
  const recording = { ...readRecording(name) };
  const known = list.map((story) => story.name);
  afterAll(() => {
    if (isRecording) writeRecording(name, Object.fromEntries(known.map((story) => [story, recording[story] ?? []])));
  });

  it.each(list.map((story) => [story.name, story] as const))('%s', async (_, story) => {
    const run = new Telling();
    let failure: unknown;
    try {
      await story.tell(run);
    } catch (error) {
      failure = error;
    }
    if (isRecording) {
      if (failure !== undefined) throw failure;
      recording[story.name] = run.pairs;
      return;
    }
    // An answer that is another one may be why the story could not be told to its end.
    const difference = firstDifference(recording[story.name] ?? [], run.pairs);
    if (difference !== undefined) throw new Error(difference, { cause: failure });
    if (failure !== undefined) throw failure;
  });

  it('no story is told twice, and none is recorded that is not told', () => {
    expect(Object.keys(recording).sort()).toEqual([...new Set(known)].sort());
    expect(known).toHaveLength(new Set(known).size);
    for (const pairs of Object.values(recording)) expect(pairs.length).toBeGreaterThan(0);
  });
});

describe('recorded answers', () => {
  it('are three hundred at least, with a hundred and twenty different refusals', () => {
    const pairs = Object.keys(stories).flatMap((name) => Object.values(readRecording(name)).flat());
    const different = new Set(refused(pairs).map(({ answer }) => `${answer.status} ${answer.body}`));
    expect(pairs.length).toBeGreaterThanOrEqual(300);
    expect(different.size).toBeGreaterThanOrEqual(120);
  });
});
