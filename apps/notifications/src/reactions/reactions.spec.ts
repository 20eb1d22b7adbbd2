import { describe, expect, it } from '@jest/globals';
import { type EventName, goldenSamples } from '#contracts';
import type { ReactionContext, ReceivedEvent } from '#messaging';
import type { Announcement } from '../domain/announcements.js';
import type { AnnounceEvent } from '../use-cases/announce-event/announce-event.use-case.js';
import { WhenApplicationCancelled } from './when-application-cancelled/when-application-cancelled.js';
import { WhenApplicationPartRecorded } from './when-application-part-recorded/when-application-part-recorded.js';
import { WhenApplicationPartReturned } from './when-application-part-returned/when-application-part-returned.js';
import { WhenApplicationPartsResubmitted } from './when-application-parts-resubmitted/when-application-parts-resubmitted.js';
import { WhenApplicationProcessingStarted } from './when-application-processing-started/when-application-processing-started.js';
import { WhenApplicationReopened } from './when-application-reopened/when-application-reopened.js';
import { WhenApplicationSubmitted } from './when-application-submitted/when-application-submitted.js';
import { WhenDecisionMade } from './when-decision-made/when-decision-made.js';

interface AnyReaction {
  handle(event: ReceivedEvent<never>, context: ReactionContext): Promise<void>;
}

/** Each reaction with the messages it makes of every golden sample of its event: student and handler of the samples. */
const REACTIONS: [EventName, new (announce: AnnounceEvent) => AnyReaction, string[]][] = [
  [
    'applications.application-submitted.v1',
    WhenApplicationSubmitted,
    ['handler DESK', 'handler EMAIL', 'student DESK'],
  ],
  [
    'applications.application-parts-resubmitted.v1',
    WhenApplicationPartsResubmitted,
    ['handler DESK', 'handler EMAIL', 'student DESK'],
  ],
  ['applications.application-processing-started.v1', WhenApplicationProcessingStarted, ['student DESK']],
  ['applications.application-part-returned.v1', WhenApplicationPartReturned, ['student DESK']],
  ['applications.application-part-recorded.v1', WhenApplicationPartRecorded, ['student DESK']],
  ['applications.application-reopened.v1', WhenApplicationReopened, ['student DESK']],
  ['applications.application-cancelled.v1', WhenApplicationCancelled, ['handler DESK', 'student DESK']],
  ['decisions.decision-made.v1', WhenDecisionMade, ['student DESK']],
];

const STUDENT = '5f0c1c9a-0000-4000-8000-000000000001';
const NAMES: Record<string, string> = { [STUDENT]: 'student', '5f0c1c9a-0000-4000-8000-000000000002': 'handler' };

describe('reactions understand the golden samples of their events', () => {
  it.each(REACTIONS)('%s', async (name, Reaction, told) => {
    const samples = [...goldenSamples(name).values()];
    expect(samples.length).toBeGreaterThan(0);
    for (const body of samples) {
      const announced: Announcement[] = [];
      const announce = {
        execute: async (_tx: unknown, _event: unknown, made: Announcement[]) => void announced.push(...made),
      };
      const reaction = new Reaction(announce as unknown as AnnounceEvent);
      await reaction.handle({ id: 'event', name, body } as unknown as ReceivedEvent<never>, {} as ReactionContext);
      expect(announced.map(({ recipientId, channel }) => `${NAMES[recipientId]} ${channel}`)).toEqual(told);
      expect(
        announced.every(
          ({ applicationId, studentId }) => applicationId === body['applicationId'] && studentId === STUDENT,
        ),
      ).toBe(true);
    }
  });
});
