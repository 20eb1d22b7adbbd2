import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Announcement,
  announceCancelled,
  announceDecision,
  announcePartReturned,
  announceProcessingStarted,
  announceRecorded,
  announceReopened,
  announceResubmitted,
  announceSubmitted,
} from './announcements.js';

const news = { applicationId: 'application', studentId: 'student' };
const brief = (announcements: readonly Announcement[]) =>
  announcements.map(({ recipientId, channel, template }) => `${recipientId} ${channel} ${template}`);

describe('who is told what', () => {
  it.each([
    [
      '[R4] [D7] sent: the addressed handler on the desk and by e-mail, the student gets a receipt',
      announceSubmitted(news, ['hanna'], 4),
      [
        'hanna DESK notification.application.submitted.handler',
        'hanna EMAIL notification.application.submitted.handler',
        'student DESK notification.application.submitted.student',
      ],
    ],
    [
      '[R110] [D7] sent again: each handler of a completed part once, the student gets a receipt',
      announceResubmitted(news, ['hanna', 'heikki', 'hanna'], 3),
      [
        'hanna DESK notification.application.resubmitted.handler',
        'hanna EMAIL notification.application.resubmitted.handler',
        'heikki DESK notification.application.resubmitted.handler',
        'heikki EMAIL notification.application.resubmitted.handler',
        'student DESK notification.application.resubmitted.student',
      ],
    ],
    [
      '[D7] taken into processing: the student',
      announceProcessingStarted(news),
      ['student DESK notification.application.processing-started.student'],
    ],
    [
      '[R33] [D7] a part returned: the student',
      announcePartReturned(news),
      ['student DESK notification.application.part-returned.student'],
    ],
    [
      '[D7] a part approved: the student',
      announceDecision(news, 'APPROVED'),
      ['student DESK notification.application.part-approved.student'],
    ],
    [
      '[D7] a part rejected: the student',
      announceDecision(news, 'REJECTED'),
      ['student DESK notification.application.part-rejected.student'],
    ],
    [
      '[R23] [D10] recorded: the student and nobody else, no recorder',
      announceRecorded(news),
      ['student DESK notification.application.part-recorded.student'],
    ],
    [
      '[R31] [R79] cancelled: each current handler one desk message and no e-mail, the student gets a receipt',
      announceCancelled(news, ['hanna', 'heikki', 'hanna'], 2),
      [
        'hanna DESK notification.proposition.cancelled.handler',
        'heikki DESK notification.proposition.cancelled.handler',
        'student DESK notification.proposition.cancelled.student',
      ],
    ],
    [
      '[R37] [D7] reopened: the student',
      announceReopened(news),
      ['student DESK notification.application.reopened.student'],
    ],
  ])('%s', (_, announcements, told) => {
    expect(brief(announcements)).toEqual(told);
  });

  it('[R31] whatever the handlers, nobody gets the same message twice by the same channel', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('hanna', 'heikki', 'olga', 'student')), (handlerIds) => {
        for (const announcements of [
          announceSubmitted(news, handlerIds, 1),
          announceResubmitted(news, handlerIds, 1),
          announceCancelled(news, handlerIds, 1),
        ]) {
          expect(new Set(brief(announcements)).size).toBe(announcements.length);
          for (const { applicationId, studentId } of announcements) expect({ applicationId, studentId }).toEqual(news);
        }
      }),
    );
  });
});
