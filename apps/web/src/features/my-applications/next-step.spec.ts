import { describe, expect, it } from '@jest/globals';
import { inTurn, nextStep } from './next-step';

const SINCE = '2026-11-26T09:00:00Z';
const item = (state: 'DRAFT' | 'SENT' | 'RETURNED' | 'HANDLED', ...waits: ('STUDENT' | 'HANDLER' | 'RECORDER')[]) => ({
  state,
  changedAt: SINCE,
  waits: waits.map((one) => ({ for: one, since: SINCE, partNumbers: [2] })),
});

describe('what is expected next, and of whom', () => {
  it.each([
    ['a draft is to be gone on with', item('DRAFT'), { who: 'YOU', partNumbers: [], since: SINCE }],
    [
      '[R33] a returned part is to be completed',
      item('RETURNED', 'STUDENT', 'HANDLER'),
      { who: 'YOU', partNumbers: [2], since: SINCE },
    ],
    ['what was sent waits for the handler', item('SENT', 'HANDLER'), { who: 'HANDLER', since: SINCE }],
    ['what was approved waits to be recorded', item('SENT', 'RECORDER'), { who: 'RECORDER', since: SINCE }],
    ['what is handled waits for nobody', item('HANDLED'), null],
  ] as const)('%s', (_, one, expected) => {
    expect(nextStep(one)).toEqual(expected);
  });

  it('what waits for the student comes first, the rest as it was', () => {
    const [sent, handled, returned] = [item('SENT', 'HANDLER'), item('HANDLED'), item('RETURNED', 'STUDENT')];
    expect(inTurn([sent, handled, returned])).toEqual([returned, sent, handled]);
  });
});
