import { describe, expect, it } from '@jest/globals';
import { isRefused } from '#kernel';
import {
  aContent,
  anApplication,
  APPROVED_PART,
  CANCELLED_PART,
  NOW,
  OPEN_PART,
  REJECTED_PART,
  STUDENT,
} from '../../../test/examples.js';
import type { Application } from '../application.js';
import { reopenApplication } from './reopen-application.js';

describe('reopening', () => {
  it('[R37] brings a cancelled application back as a draft with all its data', () => {
    const before = anApplication([CANCELLED_PART, { ...CANCELLED_PART, content: aContent({ creditsApplied: 7.5 }) }]);
    const { application, draft, events } = done(before);
    expect(application.parts.map((part) => part.state)).toEqual(['DRAFT', 'DRAFT']);
    expect(application.parts.map((part) => part.content)).toEqual(before.parts.map((part) => part.content));
    expect(application).toMatchObject({ id: before.id, handlerId: before.handlerId, version: 4 });
    expect(draft).toBeNull();
    expect(events).toEqual([{ type: 'ApplicationReopened', partIds: ['part-1', 'part-2'] }]);
  });

  it('[R37] begins a new round, so that a decision on the cancelled round can never hold', () => {
    expect(done(anApplication([{ ...CANCELLED_PART, round: 2 }])).application.parts[0]?.round).toBe(3);
  });

  it('[D16] takes cancelled parts into a new linked draft when others are decided', () => {
    const before = anApplication([APPROVED_PART, CANCELLED_PART, REJECTED_PART, CANCELLED_PART]);
    const { application, draft, events } = done(before);
    expect(application.parts.map((part) => part.state)).toEqual(['IN_PROCESS', 'CANCELLED', 'HANDLED', 'CANCELLED']);
    expect(application.parts.map((part) => part.continuedInId)).toEqual([
      null,
      'new-application',
      null,
      'new-application',
    ]);
    expect(draft).toMatchObject({ id: 'new-application', continuedFromId: before.id, version: 1, studentId: STUDENT });
    expect(draft?.parts.map((part) => [part.id, part.number, part.round, part.state])).toEqual([
      ['new-part-1', 1, 1, 'DRAFT'],
      ['new-part-2', 2, 1, 'DRAFT'],
    ]);
    expect(events).toEqual([]);
  });

  it('[D16] does not take the same parts twice', () => {
    const { application } = done(anApplication([APPROVED_PART, CANCELLED_PART]));
    expect(reopen(application)).toEqual({ refused: 'application/nothing-to-reopen' });
  });

  it('[R37] refuses an application without cancelled parts', () => {
    expect(reopen(anApplication([OPEN_PART]))).toEqual({ refused: 'application/nothing-to-reopen' });
  });

  it('[R36] refuses anybody but the owner', () => {
    expect(reopen(anApplication([CANCELLED_PART]), 'handler-1')).toEqual({ refused: 'application/not-the-owner' });
  });
});

function reopen(application: Application, actorId = STUDENT) {
  return reopenApplication(application, {
    actorId,
    newApplicationId: 'new-application',
    newPartId: (place) => `new-part-${place + 1}`,
    now: NOW,
  });
}

function done(application: Application) {
  const decision = reopen(application);
  if (isRefused(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}
