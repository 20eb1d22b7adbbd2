import { describe, expect, it } from '@jest/globals';
import { rightsWith } from '#kernel';
import { anApplication, aPerson, THE_HANDLER, THE_STUDENT } from '../../test/examples.js';
import { type Action, asActedOn, can, ROLES_BY_ACTION } from './policy.js';

describe('the rights of this service', () => {
  it.each<Action>([
    'cancel-application',
    'reopen-application',
    'edit-draft',
    'delete-draft',
    'submit-application',
    'resubmit-parts',
  ])('[R36] [R77] %s is for students, never for handlers or administrators', (action) => {
    expect(can(THE_STUDENT, action)).toBeNull();
    for (const role of ['HANDLER', 'ADMIN', 'DECISION_MAKER', 'RECORDER', 'PROVIDER', 'SUPPORT']) {
      expect(can(aPerson('x', role), action)).toEqual({ refused: 'application/role-not-allowed' });
    }
  });

  it('[R7] the list of what is to be handled is for those who handle', () => {
    for (const role of ['HANDLER', 'DECISION_MAKER']) expect(can(aPerson('x', role), 'list-handling')).toBeNull();
    for (const role of ['STUDENT', 'RECORDER', 'ADMIN'])
      expect(can(aPerson('x', role), 'list-handling')).not.toBeNull();
  });

  it.each<Action>(['start-processing', 'return-part'])('%s is for handlers only', (action) => {
    expect(can(THE_HANDLER, action)).toBeNull();
    expect(can(THE_STUDENT, action)).toEqual({ refused: 'application/role-not-allowed' });
  });

  it('allows nothing to a person without a role', () => {
    for (const action of Object.keys(ROLES_BY_ACTION)) {
      expect(can(aPerson('x'), action as Action)).toEqual({ refused: 'application/role-not-allowed' });
    }
  });

  it('[R14] names the condition that stands in the way of a role that has the right', () => {
    const rights = rightsWith({ 'start-processing': { HANDLER: ['SAME_PROGRAMME'] } });
    const on = asActedOn(anApplication());
    expect(can({ ...THE_HANDLER, rights }, 'start-processing', on)).toEqual({
      refused: 'application/condition-not-met',
      details: { condition: 'SAME_PROGRAMME' },
    });
    expect(can({ ...THE_HANDLER, rights, programmeCodes: [on.programmeCode] }, 'start-processing', on)).toBeNull();
    expect(can({ ...THE_STUDENT, rights }, 'start-processing', on)?.refused).toBe('application/role-not-allowed');
  });
});
