import { describe, expect, it } from '@jest/globals';
import { DEMO_ACCOUNTS } from './demo-institution.js';

describe('the demo people', () => {
  const people = DEMO_ACCOUNTS;

  it.each(['personId', 'username', 'email'] as const)(
    'differ in their %s: nobody signs in as somebody else',
    (field) => {
      const values = people.map((person) => person[field]);
      expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
      expect(values.length).toBeGreaterThan(10);
    },
  );
});
