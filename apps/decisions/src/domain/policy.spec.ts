import { describe, expect, it } from '@jest/globals';
import { HANDLER, INSTITUTION, STUDENT } from '../../test/examples.js';
import { can, RIGHTS, type Action } from './policy.js';

const interest = { institutionOid: INSTITUTION, studentId: STUDENT, handlerIds: [HANDLER] };
const roles = ['STUDENT', 'HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN', 'PROVIDER', 'SUPPORT'];
const person = (personId: string, ...held: string[]) => ({ personId, institutionOid: INSTITUTION, roles: held });
const stranger = '5f0c1c9a-0000-4000-8000-0000000000ff';

/** Role, then what it may do with its own part or application, then what with anybody's. */
const TABLE: Record<string, [own: Action[], anybodys: Action[]]> = {
  STUDENT: [['see-attainments'], []],
  HANDLER: [['make-decision', 'record-recognition', 'see-attainments', 'see-recording-queue'], ['see-recording-queue']],
  DECISION_MAKER: [
    ['make-decision', 'record-recognition', 'see-attainments', 'see-recording-queue'],
    ['see-recording-queue'],
  ],
  RECORDER: [
    ['record-recognition', 'see-attainments', 'see-recording-queue'],
    ['record-recognition', 'see-attainments', 'see-recording-queue'],
  ],
  ADMIN: [
    ['see-attainments', 'see-recording-queue'],
    ['see-attainments', 'see-recording-queue'],
  ],
  PROVIDER: [[], []],
  SUPPORT: [[], []],
};
const actions = (Object.keys(RIGHTS) as Action[]).sort();

describe('the rights matrix', () => {
  it.each(roles)('%s: own part or application', (role) => {
    const own = person(role === 'STUDENT' ? STUDENT : HANDLER, role);
    expect(actions.filter((action) => can(own, action, interest) === null)).toEqual(TABLE[role]?.[0]);
  });

  it.each(roles)("%s: anybody's", (role) => {
    expect(actions.filter((action) => can(person(stranger, role), action, interest) === null)).toEqual(
      TABLE[role]?.[1],
    );
  });

  it('nobody acts across institutions, in any role', () => {
    const outsider = { ...person(HANDLER, ...roles), institutionOid: '1.2.246.562.10.20000000002' };
    expect(actions.filter((action) => can(outsider, action, interest) === null)).toEqual([]);
  });

  it('distinguishes a person without the role from one who is not the handler', () => {
    expect(can(person(stranger, 'HANDLER'), 'make-decision', interest)?.refused).toBe('decision/not-the-handler');
    expect(can(person(HANDLER, 'RECORDER'), 'make-decision', interest)?.refused).toBe('decision/not-allowed');
    expect(can(person(HANDLER, 'HANDLER'), 'make-decision', interest)).toBeNull();
  });
});
