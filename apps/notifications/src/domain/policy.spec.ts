import { describe, expect, it } from '@jest/globals';
import { can } from './policy.js';

describe('who may do what', () => {
  it.each([
    ['read-settings', ['HANDLER'], true],
    ['read-settings', ['STUDENT', 'RECORDER'], true],
    ['read-settings', ['STUDENT'], false],
    ['change-settings', ['ADMIN'], true],
    ['change-settings', ['HANDLER', 'DECISION_MAKER', 'RECORDER'], false],
    ['change-settings', [], false],
  ] as const)('%s by %j: %s', (action, roles, allowed) => {
    expect(can({ roles }, action)).toEqual(
      allowed ? null : expect.objectContaining({ refused: 'settings/role-not-allowed' }),
    );
  });
});
