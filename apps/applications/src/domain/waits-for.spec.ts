import { describe, expect, it } from '@jest/globals';
import { aPart, APPROVED_PART, NOW, OPEN_PART, RETURNED_PART, SENT_PART } from '../../test/examples.js';
import { CANCELLED_PART, DRAFT_PART, RECORDED_PART, REJECTED_PART } from '../../test/examples.js';
import { waitsFor, waitsSince } from './waits-for.js';

const LATER = new Date('2026-11-24T10:00:00Z');

describe('whom a part waits for', () => {
  it.each([
    ['a draft', DRAFT_PART, 'STUDENT'],
    ['[R7] a sent part', SENT_PART, 'HANDLER'],
    ['[R7] a part in processing', OPEN_PART, 'HANDLER'],
    ['[R33] a returned part', RETURNED_PART, 'STUDENT'],
    ['[R24] an approved part that is not recorded', APPROVED_PART, 'RECORDER'],
    ['[D12] a recorded part', RECORDED_PART, null],
    ['[D12] a rejected part', REJECTED_PART, null],
    ['[R38] a cancelled part', CANCELLED_PART, null],
  ])('%s', (_, part, awaited) => {
    expect(waitsFor(aPart(1, part))).toBe(awaited);
  });

  it.each([
    ['stays while it waits for the same one', SENT_PART, OPEN_PART, NOW],
    ['begins anew when it is returned', OPEN_PART, RETURNED_PART, LATER],
    ['begins anew when it is sent again', RETURNED_PART, OPEN_PART, LATER],
    ['begins anew when it is approved', OPEN_PART, APPROVED_PART, LATER],
    ['ends when it is recorded', APPROVED_PART, RECORDED_PART, null],
  ])('since when: %s', (_, before, after, since) => {
    expect(waitsSince(aPart(1, before), aPart(1, after), LATER)).toEqual(since);
  });

  it('a new part waits from now on', () => {
    expect(waitsSince(undefined, aPart(1, DRAFT_PART), LATER)).toEqual(LATER);
  });
});
