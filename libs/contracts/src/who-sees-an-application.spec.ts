import { describe, expect, it } from '@jest/globals';
import { DEFAULT_RIGHTS } from '#kernel';
import { seesApplication } from './who-sees-an-application.js';

const part = (state: string, handlerId: string | null = 'handler', outcome: string | null = null) => ({
  ...{ state, handlerId, outcome },
});
const draft = [part('DRAFT', 'handler')];
const sent = [part('SENT'), part('IN_PROCESS', 'other')];
const approved = [part('IN_PROCESS', 'handler', 'APPROVED')];

describe('who sees an application', () => {
  it.each<[string, string, string[], ReturnType<typeof part>[], boolean]>([
    ['[R27] its student sees the draft', 'student', ['STUDENT'], draft, true],
    ['[R27] its handler does not, even of one reopened from them', 'handler', ['HANDLER'], draft, false],
    ['[R27] an administrator does not', 'admin', ['ADMIN'], draft, false],
    ['[R27] a recorder does not', 'recorder', ['RECORDER'], draft, false],
    ['an administrator sees what is sent', 'admin', ['ADMIN'], sent, true],
    ['an administrator sees what was cancelled', 'admin', ['ADMIN'], [part('CANCELLED')], true],
    ['a handler sees that of which they handle a part', 'other', ['HANDLER'], sent, true],
    ['a decision maker sees that of which they handle a part', 'other', ['DECISION_MAKER'], sent, true],
    ['a second handler does not', 'second', ['HANDLER', 'DECISION_MAKER'], sent, false],
    ['a handler who has lost the role does not', 'handler', ['STUDENT'], sent, false],
    ['a recorder sees what is approved', 'recorder', ['RECORDER'], approved, true],
    ['a recorder does not see what is undecided', 'recorder', ['RECORDER'], sent, false],
    ['a recorder does not see what is rejected', 'recorder', ['RECORDER'], [part('HANDLED', null, 'REJECTED')], false],
    ['another student does not', 'second', ['STUDENT'], approved, false],
    ['the support desk and providers do not', 'x', ['SUPPORT', 'PROVIDER', 'OPERATOR'], approved, false],
  ])('%s', (_name, personId, roles, parts, expected) => {
    expect(
      seesApplication(
        { personId, roles, rights: DEFAULT_RIGHTS, programmeCodes: [] },
        { studentId: 'student', programmeCode: 'TKT', parts },
      ),
    ).toBe(expected);
  });
});
