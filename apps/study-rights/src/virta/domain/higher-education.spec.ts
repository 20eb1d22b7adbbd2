import { describe, expect, it } from '@jest/globals';
import { isLiveOn, virtaStateOn, type HigherEducationStudyRight } from './higher-education.js';

const active: HigherEducationStudyRight = {
  id: '5f0c1c9a-0000-4000-8000-0000000000a1',
  institutionOid: '1.2.246.562.10.10000000001',
  studentId: '5f0c1c9a-0000-4000-8000-000000000001',
  version: 2,
  programmeCode: 'TKT-KAND',
  virtaType: 4,
  startDate: '2024-08-01',
  endDate: null,
  states: [{ state: 1, startDate: '2024-08-01' }],
};

describe('higher-education study right', () => {
  it.each([
    [1, true],
    [2, true],
    [3, false],
    [4, false],
    [5, false],
    [6, false],
    [7, false],
  ])('VIRTA state %s is live: %s', (state, live) => {
    expect(isLiveOn({ ...active, states: [{ state, startDate: '2024-08-01' }] }, '2026-11-23')).toBe(live);
  });

  it.each([
    [null, true],
    ['2026-11-23', true],
    ['2026-11-22', false],
  ])('[R60] with the end date %s it is live on 23.11.2026: %s', (endDate, live) => {
    expect(isLiveOn({ ...active, endDate }, '2026-11-23')).toBe(live);
  });

  it('the last begun state holds; of two on one day the later in the list', () => {
    const states = [
      { state: 4, startDate: '2025-08-01' },
      { state: 1, startDate: '2024-08-01' },
      { state: 1, startDate: '2025-08-01' },
      { state: 3, startDate: '2027-01-01' },
    ];
    expect(virtaStateOn({ ...active, states }, '2026-11-23')).toBe(1);
    expect(virtaStateOn({ ...active, states }, '2025-07-31')).toBe(1);
    expect(virtaStateOn({ ...active, states }, '2027-01-01')).toBe(3);
  });
});
