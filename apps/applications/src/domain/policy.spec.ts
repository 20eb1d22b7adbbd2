import { describe, expect, it } from '@jest/globals';
import { HANDLER, STUDENT } from '../../test/examples.js';
import { can, ROLES_BY_ACTION, type Action } from './policy.js';

const student = { personId: STUDENT, roles: ['STUDENT'] };
const handler = { personId: HANDLER, roles: ['HANDLER'] };

describe('the rights of this service', () => {
  it.each<Action>([
    'cancel-application',
    'reopen-application',
    'edit-draft',
    'delete-draft',
    'submit-application',
    'resubmit-parts',
  ])('[R36] [R77] %s is for students, never for handlers or administrators', (action) => {
    expect(can(student, action)).toBeNull();
    for (const role of ['HANDLER', 'ADMIN', 'DECISION_MAKER', 'RECORDER', 'PROVIDER', 'SUPPORT']) {
      expect(can({ personId: 'x', roles: [role] }, action)).toEqual({ refused: 'application/role-not-allowed' });
    }
  });

  it('[R7] the list of what is to be handled is for those who handle', () => {
    for (const role of ['HANDLER', 'DECISION_MAKER'])
      expect(can({ personId: 'x', roles: [role] }, 'list-handling')).toBeNull();
    for (const role of ['STUDENT', 'RECORDER', 'ADMIN'])
      expect(can({ personId: 'x', roles: [role] }, 'list-handling')).not.toBeNull();
  });

  it.each<Action>(['start-processing', 'return-part'])('%s is for handlers only', (action) => {
    expect(can(handler, action)).toBeNull();
    expect(can(student, action)).toEqual({ refused: 'application/role-not-allowed' });
  });

  it('allows nothing to a person without a role', () => {
    for (const action of Object.keys(ROLES_BY_ACTION)) {
      expect(can({ personId: 'x', roles: [] }, action as Action)).toEqual({ refused: 'application/role-not-allowed' });
    }
  });
});
