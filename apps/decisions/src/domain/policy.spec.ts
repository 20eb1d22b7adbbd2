import { describe, expect, it } from '@jest/globals';
import { DEFAULT_RIGHTS, RIGHTS_BY_DEFAULT, rightsWith } from '#kernel';
import { HANDLER, INSTITUTION, STUDENT } from '../../test/examples.js';
import { can, type Action } from './policy.js';

const interest = { institutionOid: INSTITUTION, studentId: STUDENT, programmeCode: 'TKT', handlerIds: [HANDLER] };
const roles = ['STUDENT', 'HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN', 'PROVIDER', 'SUPPORT'];
const person = (personId: string, ...held: string[]) => ({
  ...{ personId, institutionOid: INSTITUTION, roles: held },
  ...{ rights: DEFAULT_RIGHTS, programmeCodes: [] as string[] },
});
const stranger = '5f0c1c9a-0000-4000-8000-0000000000ff';

/** Role, then what it may do with its own part or application, then what with anybody's. */
const TABLE: Record<string, [own: Action[], anybodys: Action[]]> = {
  STUDENT: [['see-attainments'], []],
  HANDLER: [['make-decision', 'record-recognition', 'see-attainments', 'see-recording-queue'], []],
  DECISION_MAKER: [['make-decision', 'record-recognition', 'see-attainments', 'see-recording-queue'], []],
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
const actions = (Object.keys(RIGHTS_BY_DEFAULT.decisions) as Action[]).sort();

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

  it('[R14] asks for what an institution has set besides, and names it', () => {
    const rights = rightsWith({ 'record-recognition': { RECORDER: ['NOT_OWN_APPLICATION', 'SAME_PROGRAMME'] } });
    const recorder = { ...person(stranger, 'RECORDER'), rights };
    expect(can(recorder, 'record-recognition', interest)).toEqual({
      refused: 'decision/condition-not-met',
      details: { condition: 'SAME_PROGRAMME' },
    });
    expect(can({ ...recorder, programmeCodes: ['TKT'] }, 'record-recognition', interest)).toBeNull();
    expect(can({ ...person(HANDLER, 'HANDLER'), rights }, 'record-recognition', interest)?.refused).toBe(
      'decision/not-allowed',
    );
  });

  it('may the person do it to some case at all: by the role alone', () => {
    expect(can(person(stranger, 'HANDLER'), 'see-recording-queue')).toBeNull();
    expect(can(person(stranger, 'STUDENT'), 'see-recording-queue')?.refused).toBe('decision/not-allowed');
  });
});
