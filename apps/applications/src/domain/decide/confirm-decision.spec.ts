import { describe, expect, it } from '@jest/globals';
import {
  anApplication,
  APPROVED_PART,
  CANCELLED_PART,
  DRAFT_PART,
  HANDLER,
  NOW,
  OPEN_PART,
  RECORDED_PART,
  REJECTED_PART,
  RETURNED_PART,
  SENT_PART,
} from '../../../test/examples.js';
import type { Application } from '../application.js';
import { confirmDecision } from './confirm-decision.js';
import { recordPart } from './record-part.js';

const TAKEN = { fromHandlerId: HANDLER, byId: 'handler-2', message: null, at: '2026-11-23T09:00:00.000Z' };

describe('confirming a proposed decision', () => {
  it('[R40] [D12] an approved part keeps its outcome and stays in processing until it is recorded', () => {
    const { application, events } = confirm(anApplication([OPEN_PART, OPEN_PART]));
    expect(application.parts[0]).toMatchObject({ state: 'IN_PROCESS', outcome: 'APPROVED', decisionId: 'decision-x' });
    expect(application.parts[1]).toMatchObject({ state: 'IN_PROCESS', outcome: null });
    expect(application.version).toBe(4);
    expect(events).toEqual([
      { type: 'PartDecisionConfirmed', partId: 'part-1', decisionId: 'decision-x', outcome: 'APPROVED' },
    ]);
  });

  it('[R42] [D12] a rejected part is handled at once', () => {
    const { application } = confirm(anApplication([OPEN_PART]), { outcome: 'REJECTED' });
    expect(application.parts[0]).toMatchObject({ state: 'HANDLED', outcome: 'REJECTED' });
  });

  it.each([
    ['[R36] cancelled', CANCELLED_PART, 'PART_CANCELLED'],
    ['[R33] returned', RETURNED_PART, 'PART_RETURNED'],
    ['sent but not in processing', SENT_PART, 'PART_NOT_IN_PROCESS'],
    [
      '[R10] [R21] in the hands of another handler than its maker',
      { ...OPEN_PART, handlerId: 'handler-2', transfer: TAKEN },
      'PART_NOT_IN_PROCESS',
    ],
    ['[R37] a draft again', DRAFT_PART, 'PART_NOT_IN_PROCESS'],
    ['approved by another decision', APPROVED_PART, 'PART_ALREADY_DECIDED'],
    ['recorded', RECORDED_PART, 'PART_ALREADY_DECIDED'],
    ['rejected', REJECTED_PART, 'PART_ALREADY_DECIDED'],
    ['sent again since', { ...OPEN_PART, round: 2 }, 'PART_SENT_AGAIN'],
  ])('does not hold for a part that is %s', (_case, part, reason) => {
    const before = anApplication([part]);
    const { application, events } = confirm(before);
    expect(application).toBe(before);
    expect(events).toEqual([{ type: 'PartDecisionRefused', partId: 'part-1', decisionId: 'decision-x', reason }]);
  });

  it('does not hold for a part that the application does not have', () => {
    const { events } = confirm(anApplication([OPEN_PART]), { partId: 'part-9' });
    expect(events).toMatchObject([{ type: 'PartDecisionRefused', reason: 'PART_UNKNOWN' }]);
  });

  it('gives the same decision the same answer again and changes nothing', () => {
    const { application: once } = confirm(anApplication([OPEN_PART]));
    const again = confirm(once);
    expect(again.application).toBe(once);
    expect(again.events).toMatchObject([{ type: 'PartDecisionConfirmed', decisionId: 'decision-x' }]);
  });
});

describe('recording a part', () => {
  it('[R32] [R106] an approved part becomes handled', () => {
    const { application: approved } = confirm(anApplication([OPEN_PART]));
    const recorded = recordPart(approved, { partId: 'part-1', decisionId: 'decision-x', now: NOW });
    expect(recorded).toMatchObject({
      application: { version: 5, parts: [{ state: 'HANDLED', outcome: 'APPROVED' }] },
      events: [{ type: 'ApplicationPartRecorded', partId: 'part-1', decisionId: 'decision-x' }],
    });
  });

  it('changes nothing when repeated', () => {
    const before = anApplication([RECORDED_PART]);
    expect(recordPart(before, { partId: 'part-1', decisionId: 'decision-1', now: NOW })).toEqual({
      application: before,
      events: [],
    });
  });

  it.each([
    ['another decision than the confirmed one', APPROVED_PART, 'application/recorded-other-decision'],
    ['an undecided part', OPEN_PART, 'application/recorded-other-decision'],
    ['[R36] a cancelled part', CANCELLED_PART, 'application/recorded-other-decision'],
  ])('refuses %s', (_case, part, refused) => {
    expect(recordPart(anApplication([part]), { partId: 'part-1', decisionId: 'decision-x', now: NOW })).toEqual({
      refused,
    });
  });
});

function confirm(application: Application, changes: { partId?: string; outcome?: 'APPROVED' | 'REJECTED' } = {}) {
  return confirmDecision(application, {
    partId: 'part-1',
    decisionId: 'decision-x',
    round: 1,
    outcome: 'APPROVED',
    deciderId: HANDLER,
    now: NOW,
    ...changes,
  });
}
