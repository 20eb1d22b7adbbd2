import { describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '#platform';
import { can, dealsWith, holdsPen, reachOf, type Right } from './access.js';

const rights: readonly Right[] = [
  'READ',
  'WRITE',
  'INVALIDATE',
  'DELETE_HOKS',
  'READ_INVALIDATED',
  'EDIT_BY_HAND',
  'UNDO_AND_ERASE_HOKS',
  'SETTLE_CASES',
];
const matrix: Partial<Record<Role, readonly Right[]>> = {
  PROVIDER: ['READ', 'WRITE', 'DELETE_HOKS'],
  PROVIDER_INVALIDATOR: ['READ', 'INVALIDATE'],
  PROVIDER_VIEWER: ['READ'],
  PROVIDER_MANUAL_RECORDER: ['READ', 'EDIT_BY_HAND'],
  SUPPORT: ['READ', 'READ_INVALIDATED', 'SETTLE_CASES'],
  MAIN_USER: ['READ', 'WRITE', 'INVALIDATE', 'DELETE_HOKS', 'UNDO_AND_ERASE_HOKS'],
};

describe('access', () => {
  it.each(ROLES)('%s has the rights of the matrix and no others', (role) => {
    expect(rights.filter((right) => can({ roles: [role] }, right))).toEqual(matrix[role] ?? []);
  });

  it.each<[readonly Role[], string | null]>([
    [['MAIN_USER'], null],
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

  it("[R158] [R159] the pen is the manual recorder's, and only for what was entered by hand", () => {
    const pens = ROLES.filter((role) => holdsPen({ roles: [role] }, { manualEntry: true }));
    expect(pens).toEqual(['PROVIDER_MANUAL_RECORDER']);
    expect(holdsPen({ roles: ['PROVIDER_MANUAL_RECORDER'] }, { manualEntry: false })).toBe(false);
  });

  it('types of study right limit those for whom they are set', () => {
    const person = { personId: 'x', institutionOid: 'a', roles: [], username: 'x' };
    expect(dealsWith(person, 'tuva')).toBe(true);
    expect(dealsWith({ ...person, studyRightTypes: ['tuva'] }, 'tuva')).toBe(true);
    expect(dealsWith({ ...person, studyRightTypes: ['tuva'] }, 'lukiokoulutus')).toBe(false);
  });

  it('the right to write is not the right to invalidate, and the reverse', () => {
    expect(can({ roles: ['PROVIDER'] }, 'INVALIDATE')).toBe(false);
    expect(can({ roles: ['PROVIDER_INVALIDATOR'] }, 'WRITE')).toBe(false);
    expect(can({ roles: [] }, 'READ')).toBe(false);
  });
});
