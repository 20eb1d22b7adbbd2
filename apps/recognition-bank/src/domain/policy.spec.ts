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
});
