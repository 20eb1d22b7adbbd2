import { describe, expect, it } from '@jest/globals';
import { isRefused } from '#kernel';
import {
  anApplication,
  APPROVED_PART,
  CANCELLED_PART,
  DRAFT_PART,
  NOW,
  OPEN_PART,
  RETURNED_PART,
  SENT_PART,
  STUDENT,
} from '../../../test/examples.js';
import type { Application } from '../application.js';
import { deleteDraft, giveBackParts } from './delete-draft.js';
import { reopenApplication } from './reopen-application.js';

const drop = (application: Application, actorId = STUDENT) => deleteDraft(application, { actorId, now: NOW });
const draft = (changes: Partial<Application> = {}) => ({ ...anApplication([DRAFT_PART, DRAFT_PART]), ...changes });

describe('[R27] deleting a draft', () => {
  it('that was never published leaves nothing and publishes nothing', () => {
    expect(drop(draft({ toldVersion: 0 }))).toMatchObject({ gone: true, events: [] });
  });

  it('[R37] that was reopened brings it back to cancelled without parts added since, and publishes it; no handler gets a message', () => {
    const reopened = { ...DRAFT_PART, round: 2 };
    const before = { ...anApplication([reopened, reopened, DRAFT_PART]), toldVersion: 3, version: 5 };
    const after = drop(before);
    if (isRefused(after)) throw new Error(after.refused);
    expect(after).toMatchObject({ gone: false, application: { version: 6, toldVersion: 6 } });
    expect(after.application.parts.map(({ state }) => state)).toEqual(['CANCELLED', 'CANCELLED']);
    expect(after.events).toEqual([{ type: 'ApplicationCancelled', partIds: ['part-1', 'part-2'], handlerIds: [] }]);
    const ids = { newApplicationId: 'new', newPartId: () => 'new-part' };
    const again = reopenApplication(after.application, { actorId: STUDENT, ...ids, now: NOW });
    expect(isRefused(again)).toBe(false);
  });

  it.each([SENT_PART, OPEN_PART, RETURNED_PART, CANCELLED_PART, APPROVED_PART])(
    'an application with a part %j is no draft',
    (part) => {
      expect(drop(anApplication([part]))).toHaveProperty('refused');
    },
  );

  it('[R77] is for the owner only', () => {
    expect(drop(draft({ toldVersion: 0 }), 'handler-1')).toEqual({ refused: 'application/not-the-owner' });
  });

  it('[D16] lets the parts that it was made from be reopened again, and no others', () => {
    const origin = anApplication([
      APPROVED_PART,
      { ...CANCELLED_PART, continuedInId: 'draft' },
      { ...CANCELLED_PART, continuedInId: 'other-draft' },
    ]);
    const { application, events } = giveBackParts(origin, 'draft', NOW);
    expect(application.parts.map(({ continuedInId }) => continuedInId)).toEqual([null, null, 'other-draft']);
    expect([application.version, events]).toEqual([origin.version + 1, []]);
  });
});
