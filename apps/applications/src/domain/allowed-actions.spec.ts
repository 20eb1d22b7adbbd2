import { describe, expect, it } from '@jest/globals';
import { rightsWith } from '#kernel';
import { anApplication, aPerson, HANDLER, THE_COLLEAGUE, THE_HANDLER, THE_STUDENT } from '../../test/examples.js';
import type { ActingPerson } from './acting-person.js';
import { actionsOnApplication, actionsOnPart } from './allowed-actions.js';

const draft = anApplication();
const namesOf = (offered: readonly { readonly action: string }[]) => offered.map(({ action }) => action);

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
    for (const person of [THE_HANDLER, THE_COLLEAGUE]) expect(actionsOnApplication(draft, person, [])).toEqual([]);
  });

  it.each([
    ['SENT', ['transfer possible', 'return application/wrong-state'], ['take-over possible']],
    ['IN_PROCESS', ['return possible', 'transfer possible', 'propose-change possible'], ['take-over possible']],
    ['RETURNED', ['transfer possible'], ['take-over possible']],
    ['CANCELLED', [], []],
  ] as const)(
    '[R10] [R12] [R29] [R33] a part in state %s offers its handler %j, a colleague %j',
    (state, expected, others) => {
      const [first] = draft.parts;
      if (first === undefined) throw new Error('the example has parts');
      const part = { ...first, state, handlerId: HANDLER };
      const application = { ...draft, parts: [part] };
      const offered = (to: ActingPerson) =>
        actionsOnPart(application, part, to).map(
          ({ action, refusal }) => `${action} ${refusal?.refused ?? 'possible'}`,
        );
      expect(offered(THE_HANDLER)).toEqual(expected);
      expect(offered(THE_COLLEAGUE)).toEqual(others);
      // R15: not of the degree programme, or no handler at all.
      expect(offered({ ...THE_COLLEAGUE, handlesIn: ['KAS-MAISTERI'] })).toEqual([]);
      expect(offered({ ...THE_COLLEAGUE, roles: ['DECISION_MAKER'], handlesIn: null })).toEqual([]);
      const byAdministrator = expected.filter((action) => action.startsWith('transfer'));
      expect(offered({ ...aPerson('admin', 'ADMIN'), handlesIn: null })).toEqual(byAdministrator);
    },
  );

  it('[R14] [R15] what the rights matrix asks and the person does not meet is not offered', () => {
    const [first] = draft.parts;
    if (first === undefined) throw new Error('the example has parts');
    const part = { ...first, state: 'IN_PROCESS' as const, handlerId: HANDLER };
    const application = { ...draft, parts: [part] };
    const rights = rightsWith({ 'return-part': { HANDLER: ['SAME_PROGRAMME'] } });
    expect(namesOf(actionsOnPart(application, part, { ...THE_HANDLER, rights }))).not.toContain('return');
    const ofTheProgramme = { ...THE_HANDLER, rights, programmeCodes: [draft.programmeCode] };
    expect(namesOf(actionsOnPart(application, part, ofTheProgramme))).toContain('return');
  });
});
