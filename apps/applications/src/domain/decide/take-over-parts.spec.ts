import { describe, expect, it } from '@jest/globals';
import {
  anApplication,
  APPROVED_PART,
  THE_COLLEAGUE,
  THE_HANDLER,
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
import type { Decided } from '../decided.js';
import { takeOverParts, type TakeOverPartsCommand } from './take-over-parts.js';

describe('taking parts over', () => {
  it('[R10] only the named part gets the new handler, and stays in its state', () => {
    const { application, events } = taken(anApplication([OPEN_PART, SENT_PART, OPEN_PART, OPEN_PART]), {
      partIds: ['part-2'],
    });
    expect(application.parts.map(({ handlerId }) => handlerId)).toEqual([HANDLER, 'handler-2', HANDLER, HANDLER]);
    expect(application.parts[1]).toMatchObject({
      state: 'SENT',
      round: 1,
      transfer: { fromHandlerId: HANDLER, byId: 'handler-2', message: null, at: NOW.toISOString() },
    });
    expect(application.handlerId).toBe(HANDLER);
    expect(events).toEqual([
      {
        ...{ type: 'ApplicationPartsTransferred', partIds: ['part-2'], handlerId: 'handler-2' },
        ...{ formerHandlerIds: [HANDLER], transferredBy: 'handler-2' },
      },
    ]);
  });

  it('[R11] the whole: every part that somebody still has to decide, also one that the student completes', () => {
    const parts = [OPEN_PART, SENT_PART, RETURNED_PART, APPROVED_PART, RECORDED_PART, REJECTED_PART, CANCELLED_PART];
    const { application } = taken(anApplication(parts));
    const own = application.parts.filter(({ handlerId }) => handlerId === 'handler-2');
    expect(own.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it.each([
    ['a part of another application', { partIds: ['part-9'] }, 'application/part-not-found'],
    [
      '[R14] [R15] by somebody of another programme',
      { actor: of(['KAS-MAISTERI']) },
      'application/new-handler-of-other-programme',
    ],
    ['by somebody who handles nothing', { actor: of(null) }, 'application/new-handler-unknown'],
    ['by the applicant', { actor: { ...of([]), personId: 'student-1' } }, 'application/new-handler-is-the-applicant'],
    ['by its own handler', { actor: THE_HANDLER }, 'application/nothing-to-take-over'],
  ])('is refused of %s', (_, changes, refused) => {
    expect(takeOver(anApplication([OPEN_PART]), changes)).toMatchObject({ refused });
  });

  it.each([
    ['DRAFT', DRAFT_PART, 'application/wrong-state'],
    ['CANCELLED', CANCELLED_PART, 'application/wrong-state'],
    ['approved', APPROVED_PART, 'application/part-already-decided'],
    ['rejected', REJECTED_PART, 'application/part-already-decided'],
  ])('is refused of a named part that is %s, and nothing is half-done', (_, part, refused) => {
    const application = anApplication([OPEN_PART, part]);
    expect(takeOver(application, { partIds: ['part-1', 'part-2'] })).toMatchObject({ refused });
  });
});

function of(handlesIn: readonly string[] | null) {
  return { ...THE_COLLEAGUE, handlesIn };
}

function takeOver(application: Application, changes: Partial<TakeOverPartsCommand> = {}) {
  return takeOverParts(application, { actor: THE_COLLEAGUE, partIds: null, now: NOW, ...changes });
}

function taken(application: Application, changes: Partial<TakeOverPartsCommand> = {}): Decided {
  const decision = takeOver(application, changes);
  if ('refused' in decision) throw new Error(decision.refused);
  return decision;
}
