import { describe, expect, it } from '@jest/globals';
import {
  aContent,
  anApplication,
  CANCELLED_PART,
  DRAFT_PART,
  NOW,
  OPEN_PART,
  RETURNED_PART,
  STUDENT,
} from '../../../test/examples.js';
import { publishedEvents } from '../../published-events.js';
import { editReturnedPart } from './edit-returned-part.js';
import { restateApplication } from './restate-application.js';

describe('restating an application', () => {
  it('publishes all of it, in its present version', () => {
    const application = anApplication([OPEN_PART, CANCELLED_PART], { version: 7, toldVersion: 7 });
    const restated = restateApplication(application);
    expect(restated.application).toBe(application);
    expect(publishedEvents(restated)).toMatchObject([
      {
        name: 'applications.application-restated.v1',
        body: { summary: { version: 7 }, parts: [{ number: 1 }, { number: 2 }] },
      },
    ]);
  });

  it('does not publish edits to a returned part; a restatement carries their version', () => {
    const before = anApplication([OPEN_PART, RETURNED_PART], { version: 4, toldVersion: 4 });
    const edited = editReturnedPart(before, { actorId: STUDENT, partId: 'part-2', content: aContent(), now: NOW });
    if (!('application' in edited)) throw new Error('refused');
    expect(edited).toMatchObject({ events: [], application: { version: 5, toldVersion: 4 } });
    expect(restateApplication(edited.application).application).toMatchObject({ version: 5, toldVersion: 5 });
  });

  it('[R27] publishes neither a draft nor a reopened one', () => {
    const draft = anApplication([DRAFT_PART, DRAFT_PART], { version: 9, toldVersion: 6 });
    expect(restateApplication(draft)).toEqual({ application: draft, events: [] });
  });
});
