import { describe, expect, it } from '@jest/globals';
import {
  anApplication,
  CANCELLED_PART,
  DRAFT_PART,
  HANDLER,
  OPEN_PART,
  SENT_PART,
  STUDENT,
} from '../../test/examples.js';
import { can, ROLES_BY_ACTION, sees, type Action } from './policy.js';

const student = { personId: STUDENT, roles: ['STUDENT'] };
const handler = { personId: HANDLER, roles: ['HANDLER'] };

describe('the rights of this service', () => {
  it.each<Action>(['cancel-application', 'reopen-application', 'edit-draft', 'submit-application', 'resubmit-parts'])(
    '[R36] [R77] %s is for students, never for handlers or administrators',
    (action) => {
      expect(can(student, action)).toBe(true);
      for (const role of ['HANDLER', 'ADMIN', 'DECISION_MAKER', 'RECORDER', 'PROVIDER', 'SUPPORT']) {
        expect(can({ personId: 'x', roles: [role] }, action)).toEqual({ refused: 'application/role-not-allowed' });
      }
    },
  );

  it.each<Action>(['start-processing', 'return-part', 'list-handling'])('%s is for handlers only', (action) => {
    expect(can(handler, action)).toBe(true);
    expect(can(student, action)).toEqual({ refused: 'application/role-not-allowed' });
  });

  it('allows nothing to a person without a role', () => {
    for (const action of Object.keys(ROLES_BY_ACTION)) {
      expect(can({ personId: 'x', roles: [] }, action as Action)).toEqual({ refused: 'application/role-not-allowed' });
    }
  });
});

describe('who sees an application', () => {
  it('[R27] only the student and an administrator see a draft, even one reopened from a handler', () => {
    const reopened = anApplication([{ ...DRAFT_PART, handlerId: HANDLER }]);
    expect(sees(student, reopened)).toBe(true);
    expect(sees({ personId: 'admin', roles: ['ADMIN'] }, reopened)).toBe(true);
    expect(sees(handler, reopened)).toBe(false);
  });

  it('a handler sees those of which they handle a part', () => {
    expect(sees(handler, anApplication([SENT_PART]))).toBe(true);
    expect(sees({ ...handler, personId: 'handler-2' }, anApplication([SENT_PART]))).toBe(false);
    expect(
      sees({ ...handler, personId: 'handler-2' }, anApplication([SENT_PART, { ...OPEN_PART, handlerId: 'handler-2' }])),
    ).toBe(true);
  });

  it('a handler who has lost the role sees nothing, another student neither', () => {
    expect(sees({ ...handler, roles: ['RECORDER'] }, anApplication([SENT_PART]))).toBe(false);
    expect(sees({ personId: 'student-2', roles: ['STUDENT'] }, anApplication([CANCELLED_PART]))).toBe(false);
  });
});
