import { describe, expect, it } from '@jest/globals';
import { can } from './policy.js';

describe('rights in the bank', () => {
  it.each([
    ['STUDENT', true],
    ['HANDLER', true],
    ['DECISION_MAKER', true],
    ['RECORDER', true],
    ['ADMIN', true],
    ['PROVIDER', false],
    ['PROVIDER_INVALIDATOR', false],
    ['PROVIDER_VIEWER', false],
    ['SUPPORT', false],
  ])('[R82] search as %s: %s', (role, allowed) => {
    expect(can({ roles: [role] }, 'search-precedents')).toEqual(
      allowed ? null : { refused: 'precedent/search-not-allowed' },
    );
  });

  it('[R82] nobody searches without a role', () => {
    expect(can({ roles: [] }, 'search-precedents')).toEqual({ refused: 'precedent/search-not-allowed' });
  });

  it.each([
    ['STUDENT', false, false],
    ['HANDLER', true, false],
    ['DECISION_MAKER', true, false],
    ['RECORDER', true, false],
    ['ADMIN', true, true],
    ['SUPPORT', false, false],
  ])('[R104] [R105] keywords as %s: chosen %s, changed %s', (role, chooses, changes) => {
    const refused = { refused: 'keyword/role-not-allowed' };
    expect(can({ roles: [role] }, 'list-keywords')).toEqual(chooses ? null : refused);
    for (const action of [
      'add-keyword',
      'edit-keyword',
      'retire-keyword',
      'restore-keyword',
      'merge-keyword',
    ] as const) {
      expect(can({ roles: [role] }, action)).toEqual(changes ? null : refused);
    }
  });
});
