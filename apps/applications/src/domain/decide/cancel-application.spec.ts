import { describe, expect, it } from '@jest/globals';
import { isRefused } from '#kernel';
import {
  anApplication,
  APPROVED_PART,
  CANCELLED_PART,
  DRAFT_PART,
  NOW,
  OPEN_PART,
  RECORDED_PART,
  REJECTED_PART,
  RETURNED_PART,
  SENT_PART,
  STUDENT,
} from '../../../test/examples.js';
import type { Application } from '../application.js';
import { cancelApplication } from './cancel-application.js';

describe('cancelling', () => {
  it.each([
    ['[D5] a sent', SENT_PART],
    ['[R30] a part in processing', OPEN_PART],
    ['[D5] a returned', RETURNED_PART],
  ])('%s application becomes cancelled', (_case, part) => {
    const { application } = done(anApplication([part, part]));
    expect(application.parts.map((p) => p.state)).toEqual(['CANCELLED', 'CANCELLED']);
    expect(application.version).toBe(4);
  });

  it('[R31] names each handler of the cancelled parts once', () => {
    const { events } = done(anApplication([SENT_PART, OPEN_PART, { ...OPEN_PART, handlerId: 'handler-2' }]));
    expect(events).toEqual([
      {
        type: 'ApplicationCancelled',
        partIds: ['part-1', 'part-2', 'part-3'],
        handlerIds: ['handler-1', 'handler-2'],
      },
    ]);
  });

  it('[D16] refuses single parts while nothing is decided', () => {
    expect(cancel(anApplication([OPEN_PART, OPEN_PART]), ['part-1'])).toEqual({
      refused: 'application/cancel-the-whole',
      details: { canBeCancelled: true },
    });
  });

  it('[D16] takes all parts by name as the whole application', () => {
    expect(done(anApplication([OPEN_PART, OPEN_PART]), ['part-1', 'part-2']).application.parts[0]?.state).toBe(
      'CANCELLED',
    );
  });

  it('[D16] refuses the whole once a part is decided, and asks for the parts', () => {
    expect(cancel(anApplication([OPEN_PART, REJECTED_PART]))).toEqual({
      refused: 'application/name-the-parts-to-cancel',
      details: { canBeCancelled: true },
    });
  });

  it('[D16] cancels single undecided parts once another is decided, which stays as it is', () => {
    const { application } = done(anApplication([APPROVED_PART, OPEN_PART, RETURNED_PART]), ['part-2']);
    expect(application.parts.map((part) => part.state)).toEqual(['IN_PROCESS', 'CANCELLED', 'RETURNED']);
    expect(application.parts[0]?.outcome).toBe('APPROVED');
  });

  it.each([
    ['approved', APPROVED_PART],
    ['recorded', RECORDED_PART],
    ['rejected', REJECTED_PART],
  ])('[D16] never cancels a part that is %s', (_case, part) => {
    expect(cancel(anApplication([part, OPEN_PART]), ['part-1'])).toMatchObject({
      refused: 'application/part-already-decided',
      details: { partId: 'part-1', partNumber: 1 },
    });
  });

  it.each([
    ['a draft', DRAFT_PART],
    ['a cancelled application', CANCELLED_PART],
  ])('refuses %s', (_case, part) => {
    expect(cancel(anApplication([part]))).toMatchObject({ refused: 'application/wrong-state' });
  });

  it('[R36] refuses anybody but the owner', () => {
    expect(cancelApplication(anApplication([OPEN_PART]), { actorId: 'handler-1', partIds: null, now: NOW })).toEqual({
      refused: 'application/not-the-owner',
    });
  });

  it('refuses a part that the application does not have', () => {
    expect(cancel(anApplication([OPEN_PART, REJECTED_PART]), ['part-9'])).toEqual({
      refused: 'application/part-not-found',
    });
  });
});

function cancel(application: Application, partIds: string[] | null = null) {
  return cancelApplication(application, { actorId: STUDENT, partIds, now: NOW });
}

function done(application: Application, partIds: string[] | null = null) {
  const decision = cancel(application, partIds);
  if (isRefused(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}
