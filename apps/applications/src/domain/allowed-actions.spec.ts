import { describe, expect, it } from '@jest/globals';
import { rightsWith } from '#kernel';
import { anApplication, aPerson, HANDLER, THE_HANDLER, THE_STUDENT } from '../../test/examples.js';
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
    const offered = actionsOnApplication(draft, THE_STUDENT, incomplete);
    expect(offered.map(({ action, refusal }) => [action, refusal?.refused ?? 'possible'])).toEqual([
      ['edit', 'possible'],
      ['delete', 'possible'],
      ['submit', expected],
    ]);
  });

  it('[R27] a draft offers nothing to anybody else', () => {
    expect(actionsOnApplication(draft, THE_HANDLER, [])).toEqual([]);
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
    const offered = actionsOnPart(application, part, THE_HANDLER);
    expect(offered.map(({ action, refusal }) => `${action} ${refusal?.refused ?? 'possible'}`)).toEqual(expected);
    expect(actionsOnPart(application, part, aPerson('somebody else', 'HANDLER'))).toEqual([]);
  });

  it('[R14] [R15] what the rights matrix asks and the person does not meet is not offered', () => {
    const [first] = draft.parts;
    if (first === undefined) throw new Error('the example has parts');
    const part = { ...first, state: 'IN_PROCESS' as const, handlerId: HANDLER };
    const application = { ...draft, parts: [part] };
    const rights = rightsWith({ 'return-part': { HANDLER: ['SAME_PROGRAMME'] } });
    expect(actionsOnPart(application, part, { ...THE_HANDLER, rights })).toEqual([]);
    const ofTheProgramme = { ...THE_HANDLER, rights, programmeCodes: [draft.programmeCode] };
    expect(actionsOnPart(application, part, ofTheProgramme)).toEqual([{ action: 'return', refusal: null }]);
  });
});
