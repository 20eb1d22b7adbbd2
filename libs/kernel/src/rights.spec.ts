import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CONDITIONS, ROLES_WITH_RIGHTS, type RoleWithRights } from './rights-by-default.js';
import {
  DEFAULT_RIGHTS,
  type HolderOfRights,
  obstacleTo,
  RIGHTS_ACTIONS,
  RIGHTS_OF_ACTIONS,
  type RightsAction,
  rightsWith,
  waysTo,
} from './rights.js';

const PROGRAMME = 'TKT';
const OWN = { studentId: 'me', programmeCode: PROGRAMME, handlerIds: ['me'], approved: true };
const OTHERS = { studentId: 'student', programmeCode: 'other', handlerIds: ['handler', null], approved: false };

function me(roles: readonly string[], more: Partial<HolderOfRights> = {}): HolderOfRights {
  return { personId: 'me', roles, rights: DEFAULT_RIGHTS, programmeCodes: [PROGRAMME], ...more };
}

/** What each role may by default: with what is its own in every way (+), with anybody's (*), or not at all (-). In the order of ROLES_WITH_RIGHTS. */
const TABLE: Readonly<Record<RightsAction, string>> = {
  'create-draft': '* - - - -',
  'edit-draft': '* - - - -',
  'delete-draft': '* - - - -',
  'submit-application': '* - - - -',
  'edit-returned-part': '* - - - -',
  'resubmit-parts': '* - - - -',
  'accept-change': '* - - - -',
  'decline-change': '* - - - -',
  'cancel-application': '* - - - -',
  'reopen-application': '* - - - -',
  'handle-application': '- * - - -',
  'start-processing': '- * - - -',
  'return-part': '- * - - -',
  'propose-change': '- * - - -',
  'take-over-parts': '- * - - -',
  'transfer-parts': '- * - - *',
  'read-transfer': '- * * - *',
  'read-application': '+ + + + *',
  'list-own': '* - - - -',
  'list-study-rights': '* - - - -',
  'list-courses': '* * * * *',
  'list-handlers': '* * - - *',
  'list-handling': '- * * - -',
  'list-others': '- * - - -',
  'list-all': '- * * * *',
  'change-settings': '- - - - *',
  'read-rights-matrix': '- - - - *',
  'change-rights-matrix': '- - - - *',
  'make-decision': '- + + - -',
  'record-recognition': '- + + * -',
  'see-attainments': '+ + + * *',
  'see-recording-queue': '- + + * *',
  'search-precedents': '* * * * *',
  'list-keywords': '- * * * *',
  'add-keyword': '- - - - *',
  'edit-keyword': '- - - - *',
  'retire-keyword': '- - - - *',
  'restore-keyword': '- - - - *',
  'merge-keyword': '- - - - *',
  'import-keywords': '- - - - *',
  'export-keywords': '- - - - *',
};

function mark(role: RoleWithRights, action: RightsAction): string {
  if (obstacleTo(me([role]), action, OTHERS) === null) return '*';
  return obstacleTo(me([role]), action, OWN) === null ? '+' : '-';
}

describe('the rights matrix', () => {
  it.each(RIGHTS_ACTIONS)('[R14] %s, for every role', (action) => {
    expect(ROLES_WITH_RIGHTS.map((role) => mark(role, action)).join(' ')).toBe(TABLE[action]);
  });

  it('[R14] gives nothing to other roles, whatever is set', () => {
    for (const action of RIGHTS_ACTIONS)
      for (const roles of [[], ['PROVIDER'], ['SUPPORT'], ['OPERATOR'], ['LEARNER'], ['MAIN_USER']])
        expect([action, obstacleTo(me(roles), action)]).toEqual([action, 'ROLE']);
  });

  it('[R15] asks for the same degree programme where an institution has set it, and says so', () => {
    const rights = rightsWith({ 'handle-application': { HANDLER: ['SAME_PROGRAMME'] } });
    const on = { ...OTHERS, programmeCode: PROGRAMME };
    expect(obstacleTo(me(['HANDLER'], { rights }), 'handle-application', on)).toBeNull();
    expect(obstacleTo(me(['HANDLER'], { rights, programmeCodes: ['MAT'] }), 'handle-application', on)).toBe(
      'SAME_PROGRAMME',
    );
    expect(obstacleTo(me(['HANDLER'], { rights, programmeCodes: ['MAT'] }), 'handle-application')).toBeNull();
  });

  it('[R14] one role is enough, and what is nearest to it is what is missing', () => {
    const rights = rightsWith({
      'record-recognition': { HANDLER: ['HOLDS_THE_STEP', 'SAME_PROGRAMME'], RECORDER: ['NOT_OWN_APPLICATION'] },
    });
    const both = me(['HANDLER', 'RECORDER'], { rights });
    expect(obstacleTo(both, 'record-recognition', OTHERS)).toBeNull();
    expect(obstacleTo(both, 'record-recognition', { ...OTHERS, studentId: 'me' })).toBe('NOT_OWN_APPLICATION');
  });

  it("[R36] [R77] rows that are everybody's stay, and students keep their rights in those that change", () => {
    const rights = rightsWith({ 'cancel-application': { HANDLER: [] }, 'read-application': { ADMIN: [] } });
    expect(rights['cancel-application']).toEqual(DEFAULT_RIGHTS['cancel-application']);
    expect(rights['read-application']).toEqual({ STUDENT: ['OWN_APPLICATION'], ADMIN: [] });
  });

  it('[R14] every default is one that an institution could set', () => {
    for (const action of RIGHTS_ACTIONS) {
      const { by, mayAsk, always = [] } = RIGHTS_OF_ACTIONS[action];
      if (!mayAsk) continue;
      for (const [role, conditions] of Object.entries(by)) {
        if (role === 'STUDENT') continue;
        expect(mayAsk).toEqual(expect.arrayContaining([...conditions]));
        expect(conditions).toEqual(expect.arrayContaining([...always]));
      }
    }
  });

  it('more roles never take a right away, and more conditions never give one', () => {
    const subset = fc.subarray([...ROLES_WITH_RIGHTS]);
    const conditions = fc.subarray([...CONDITIONS]);
    const on = fc.record({
      studentId: fc.constantFrom('me', 'student'),
      programmeCode: fc.constantFrom(PROGRAMME, 'other'),
      handlerIds: fc.subarray(['me', 'handler', null]),
      approved: fc.boolean(),
    });
    fc.assert(
      fc.property(subset, subset, conditions, conditions, on, (roles, added, asked, more, actedOn) => {
        const action = 'record-recognition';
        const row = (all: typeof asked) => rightsWith({ [action]: { HANDLER: all, RECORDER: ['SAME_PROGRAMME'] } });
        const may = (held: readonly string[], rights: HolderOfRights['rights']) =>
          obstacleTo(me(held, { rights }), action, actedOn) === null;
        if (may(roles, row(asked))) expect(may([...roles, ...added], row(asked))).toBe(true);
        if (may(roles, row([...asked, ...more]))) expect(may(roles, row(asked))).toBe(true);
        // A list shows a row exactly when the check lets it through.
        expect(may(roles, row(asked))).toBe(
          waysTo(me(roles, { rights: row(asked) }), action).some((way) =>
            way.every(
              (condition) =>
                obstacleTo(
                  me(['RECORDER'], { rights: rightsWith({ [action]: { RECORDER: [condition] } }) }),
                  action,
                  actedOn,
                ) === null,
            ),
          ),
        );
      }),
    );
  });
});
