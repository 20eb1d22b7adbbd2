import { describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '#platform';
import { opiskeluoikeus, studyRight } from '../../test/samples.js';
import type { EntryMode } from '../hoks/domain/hoks.js';
import { can, entryModeOf, holdsPen, reachOf, RIGHTS, rolesFor, type Action, type Person } from './policy.js';

const READ: Action[] = [
  ...(['read-study-right', 'read-learner', 'list-study-rights'] as const),
  ...(['list-study-right-versions', 'read-study-right-version'] as const),
  ...(['read-hoks', 'read-hoks-page', 'read-learners-hokses'] as const),
];
const ENTER: Action[] = ['create-hoks', 'validate-hoks', 'replace-hoks', 'patch-hoks'];
const WRITE: Action[] = ['transfer-study-rights', 'store-study-right', 'remove-main-suoritus', ...ENTER, 'delete-hoks'];
const INVALIDATE: Action[] = [
  ...(['transfer-study-rights', 'invalidate-study-right'] as const),
  ...(['open-support-case', 'withdraw-support-case', 'list-support-cases', 'read-support-case'] as const),
];
const SETTLE: Action[] = [
  ...(['read-invalidated', 'list-support-cases', 'read-support-case', 'read-case-file'] as const),
  ...([
    'reject-support-case',
    'propose-override',
    'approve-override',
    'list-broken-hoks',
    'repair-broken-hoks',
  ] as const),
];

const MANAGE: Action[] = [
  ...(['list-service-users', 'block-service-user', 'unblock-service-user'] as const),
  ...(['limit-service-user', 'rotate-service-user-password'] as const),
];

/** Role, then what it may do; by hand only a manual recorder does anything. */
const TABLE: Partial<Record<Role, readonly Action[]>> = {
  PROVIDER: [...READ, ...WRITE],
  PROVIDER_INVALIDATOR: [...READ, ...INVALIDATE],
  PROVIDER_VIEWER: READ,
  PROVIDER_MANUAL_RECORDER: READ,
  LEARNER: ['read-own-hokses'],
  SUPPORT: [...READ, ...SETTLE, 'list-higher-education'],
  ADMIN: [...MANAGE, 'add-service-user', 'list-higher-education'],
  MAIN_USER: [...MANAGE, 'list-higher-education', ...READ, ...WRITE, ...INVALIDATE, 'undo-delete-hoks', 'erase-hoks'],
};
const actions = (Object.keys(RIGHTS) as Action[]).sort();
const sorted = (allowed: Iterable<Action>) => [...new Set(allowed)].sort();

describe('the rights matrix', () => {
  it.each(ROLES)('%s has the rights of the table and no others', (role) => {
    expect(actions.filter((action) => can({ roles: [role] }, action) === null)).toEqual(sorted(TABLE[role] ?? []));
  });

  it.each(ROLES)('[R158] %s enters by hand what the table says', (role) => {
    const byHand = actions.filter((action) => can({ roles: [role] }, action, { mode: 'BY_HAND' }) === null);
    expect(byHand).toEqual(role === 'PROVIDER_MANUAL_RECORDER' ? sorted(ENTER) : []);
  });

  it.each(actions)('%s: somebody without a role may not, and each role that is named for it may', (action) => {
    expect(can({ roles: [] }, action)).not.toBeNull();
    const modes: EntryMode[] = ['INTEGRATION', 'BY_HAND'];
    for (const role of rolesFor(action)) {
      expect(modes.some((mode) => can({ roles: [role] }, action, { mode }) === null)).toBe(true);
    }
  });

  it.each<[Action, withoutTheRole: string, ofAnotherType: string]>([
    ['store-study-right', 'forbidden.organisaatio', 'forbidden.opiskeluoikeudenTyyppi'],
    ['remove-main-suoritus', 'forbidden.organisaatio', 'forbidden.opiskeluoikeudenTyyppi'],
    ['invalidate-study-right', 'forbidden', 'forbidden'],
    ['open-support-case', 'forbidden', 'forbidden'],
    ['delete-hoks', 'hoks/delete-not-privileged', 'hoks/delete-not-privileged'],
    ['read-study-right', 'platform/forbidden', 'platform/forbidden'],
    ['create-hoks', 'platform/forbidden', 'platform/forbidden'],
    ['transfer-study-rights', 'platform/forbidden', 'platform/forbidden'],
  ])('%s is refused with %s without the role, with %s for another type', (action, withoutTheRole, ofAnotherType) => {
    expect(can({ roles: [] }, action)).toEqual({ refused: withoutTheRole });
    const limited = { roles: ['MAIN_USER'], studyRightTypes: ['tuva'] };
    expect(can(limited, action, { studyRight: studyRight() })).toEqual({ refused: ofAnotherType });
  });
});

describe('types of study right', () => {
  const of = (...studyRightTypes: string[]): Person => ({ roles: ['PROVIDER'], studyRightTypes });
  const anybody: Person = { roles: ['PROVIDER'] };
  const preparatory = { data: opiskeluoikeus({ tyyppi: { koodiarvo: 'tuva' } }) };
  const vocational = { data: opiskeluoikeus() };

  it.each<[string, Person, { data: ReturnType<typeof opiskeluoikeus> } | null, boolean]>([
    ['somebody without limits, any', anybody, preparatory, true],
    ['somebody without limits, an unknown study right', anybody, null, true],
    ['limited to the type', of('tuva'), preparatory, true],
    ['limited to another', of('tuva'), vocational, false],
    ['limited to none', of(), vocational, false],
    ['limited, an unknown study right', of('tuva'), null, false],
  ])('%s', (_, person, about, allowed) => {
    expect(can(person, 'read-study-right', { studyRight: about }) === null).toBe(allowed);
  });

  it('are not asked for where nothing is named', () => {
    expect(can(of(), 'read-study-right')).toBeNull();
  });
});

describe('reach', () => {
  it.each<[readonly Role[], string | null]>([
    [['MAIN_USER'], null],
    [['MAIN_USER', 'PROVIDER'], null],
    [['SUPPORT'], null],
    [['SUPPORT', 'PROVIDER_VIEWER'], null],
    [['SUPPORT', 'PROVIDER'], 'a'],
    [['SUPPORT', 'PROVIDER_INVALIDATOR'], 'a'],
    [['SUPPORT', 'PROVIDER_MANUAL_RECORDER'], 'a'],
    [['PROVIDER', 'PROVIDER_INVALIDATOR'], 'a'],
    [['PROVIDER_VIEWER'], 'a'],
    [[], 'a'],
  ])('[R169] %j of the organisation a reaches %s; null is every organisation', (roles, reach) => {
    expect(reachOf({ roles, institutionOid: 'a' })).toBe(reach);
  });
});

describe('the pen', () => {
  it("[R158] [R159] is the manual recorder's, and only for what was entered by hand", () => {
    const pens = ROLES.filter((role) => holdsPen({ roles: [role] }, { manualEntry: true }));
    expect(pens).toEqual(['PROVIDER_MANUAL_RECORDER']);
    expect(holdsPen({ roles: ['PROVIDER_MANUAL_RECORDER'] }, { manualEntry: false })).toBe(false);
  });

  it.each(ROLES)('%s stores in the way of the table where the interface leaves it open', (role) => {
    expect(entryModeOf({ roles: [role] })).toBe(role === 'PROVIDER_MANUAL_RECORDER' ? 'BY_HAND' : 'INTEGRATION');
  });
});
