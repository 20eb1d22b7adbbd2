import { describe, expect, it } from '@jest/globals';
import { anApplication, HANDLER, STUDENT } from '../../test/examples.js';
import { actionsOnApplication, actionsOnPart } from './allowed-actions.js';

const draft = anApplication();

describe('what somebody may do next, now or when something has passed', () => {
  it.each([
    ['nothing is missing', [], 'possible'],
    [
      'a field is missing',
      [{ path: 'parts.0.type', code: 'application/type-required' }],
      'application/content-not-accepted',
    ],
    [
      '[R154] the study right is blocked',
      [{ path: 'studyRightId', code: 'application/study-right-type-blocked' }],
      'application/study-right-type-blocked',
    ],
  ])('[R3] sending, when %s', (_, incomplete, expected) => {
    const offered = actionsOnApplication(draft, STUDENT, incomplete);
    expect(offered.map(({ action, refusal }) => [action, refusal?.refused ?? 'possible'])).toEqual([
      ['edit', 'possible'],
      ['delete', 'possible'],
      ['submit', expected],
    ]);
  });

  it('[R27] a draft offers nothing to anybody else', () => {
    expect(actionsOnApplication(draft, HANDLER, [])).toEqual([]);
  });

  it.each([
    ['SENT', ['return application/wrong-state']],
    ['IN_PROCESS', ['return possible']],
    ['RETURNED', []],
    ['CANCELLED', []],
  ] as const)('[R29] [R33] to its handler a part in state %s offers %j', (state, expected) => {
    const [first] = draft.parts;
    if (first === undefined) throw new Error('the example has parts');
    const part = { ...first, state, handlerId: HANDLER };
    const application = { ...draft, parts: [part] };
    const offered = actionsOnPart(application, part, HANDLER);
    expect(offered.map(({ action, refusal }) => `${action} ${refusal?.refused ?? 'possible'}`)).toEqual(expected);
    expect(actionsOnPart(application, part, 'somebody else')).toEqual([]);
  });
});
