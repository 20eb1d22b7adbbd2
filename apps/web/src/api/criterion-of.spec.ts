import { describe, expect, it } from '@jest/globals';
import { criterionOf } from './criterion-of';

describe('what a typed text looks for', () => {
  it.each([
    ['1.2.246.562.15.12345678901', { oid: '1.2.246.562.15.12345678901' }],
    ['1.2.246.562.51.12345678901', { oid: '1.2.246.562.51.12345678901' }],
    ['1.2.246.562.24.24080100016', { learnerOid: '1.2.246.562.24.24080100016' }],
    ['kallio-2024-0001', { sourceId: 'kallio-2024-0001' }],
    ['', {}],
  ])('%s', (text, criterion) => {
    expect(criterionOf(text)).toEqual(criterion);
  });
});
