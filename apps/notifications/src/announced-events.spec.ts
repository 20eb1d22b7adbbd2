import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type EventBodies, goldenSamples } from '#contracts';
import { type AnnouncedEvent, announcedEvents } from './announced-events.js';
import type { Announcement } from './domain/announcements.js';

const news = { applicationId: 'application', studentId: 'student' };
const of = <Name extends AnnouncedEvent>(name: Name, body: object = {}) => {
  const summary = { studentId: 'student', parts: [], ...(body as { summary?: object }).summary };
  const whole = { ...news, ...body, summary } as unknown as EventBodies[Name];
  return (announcedEvents[name] as (body: EventBodies[Name]) => Announcement[])(whole);
};
const submitted = (handlerId: string, count: number) =>
  of('applications.application-submitted.v1', { handlerId, parts: Array(count).fill({}) });
const resubmitted = (handlerIds: readonly string[]) => {
  const parts = handlerIds.map((handlerId, n) => ({ partId: String(n), handlerId }));
  const other = { partId: 'not sent again', handlerId: 'somebody else' };
  return of('applications.application-parts-resubmitted.v1', { parts, summary: { parts: [...parts, other] } });
};
const cancelled = (handlerIds: readonly string[], count: number) =>
  of('applications.application-cancelled.v1', { handlerIds, partIds: Array(count).fill('p') });
const transferred = (transferredBy: string, formerHandlerIds: readonly string[], handlerId: string) =>
  of('applications.application-parts-transferred.v1', { transferredBy, formerHandlerIds, handlerId, partIds: ['p'] });
const brief = (announcements: readonly Announcement[]) =>
  announcements.map(({ recipientId, channel, template }) => `${recipientId} ${channel} ${template}`);

describe('who gets which message', () => {
  it.each([
    [
      '[R4] [D7] sent: the addressed handler on the desk and by e-mail, the student gets a receipt',
      submitted('hanna', 4),
      [
        'hanna DESK notification.application.submitted.handler',
        'hanna EMAIL notification.application.submitted.handler',
        'student DESK notification.application.submitted.student',
      ],
    ],
    [
      '[R110] [D7] sent again: each handler of a completed part once, the student gets a receipt',
      resubmitted(['hanna', 'heikki', 'hanna']),
      [
        'hanna DESK notification.application.resubmitted.handler',
        'hanna EMAIL notification.application.resubmitted.handler',
        'heikki DESK notification.application.resubmitted.handler',
        'heikki EMAIL notification.application.resubmitted.handler',
        'student DESK notification.application.resubmitted.student',
      ],
    ],
    [
      '[R12] parts transferred: the new handler on the desk and by e-mail, and not who gave them',
      transferred('hanna', ['hanna'], 'heikki'),
      [
        'heikki DESK notification.application.parts-transferred.handler',
        'heikki EMAIL notification.application.parts-transferred.handler',
      ],
    ],
    [
      '[R10] parts taken over: the former handlers, and not who took them',
      transferred('heikki', ['hanna'], 'heikki'),
      ['hanna DESK notification.application.parts-taken-over.handler'],
    ],
    [
      '[R13] parts transferred by an administrator: both',
      transferred('anna', ['hanna'], 'heikki'),
      [
        'heikki DESK notification.application.parts-transferred.handler',
        'heikki EMAIL notification.application.parts-transferred.handler',
        'hanna DESK notification.application.parts-taken-over.handler',
      ],
    ],
    [
      '[R109] [D7] a change proposed: the student',
      of('applications.application-change-proposed.v1'),
      ['student DESK notification.application.change-proposed.student'],
    ],
    [
      '[R109] a proposed change declined: who had proposed it',
      of('applications.application-change-declined.v1', { handlerId: 'hanna' }),
      ['hanna DESK notification.application.change-declined.handler'],
    ],
    [
      '[D7] taken into processing: the student',
      of('applications.application-processing-started.v1'),
      ['student DESK notification.application.processing-started.student'],
    ],
    [
      '[R33] [D7] a part returned: the student',
      of('applications.application-part-returned.v1'),
      ['student DESK notification.application.part-returned.student'],
    ],
    [
      '[D7] a part approved: the student',
      of('decisions.decision-made.v1', { outcome: 'APPROVED' }),
      ['student DESK notification.application.part-approved.student'],
    ],
    [
      '[D7] a part rejected: the student',
      of('decisions.decision-made.v1', { outcome: 'REJECTED' }),
      ['student DESK notification.application.part-rejected.student'],
    ],
    [
      '[R23] [D10] recorded: the student and nobody else, no recorder',
      of('applications.application-part-recorded.v1'),
      ['student DESK notification.application.part-recorded.student'],
    ],
    [
      '[R31] [R79] cancelled: each current handler one desk message and no e-mail, the student gets a receipt',
      cancelled(['hanna', 'heikki', 'hanna'], 2),
      [
        'hanna DESK notification.proposition.cancelled.handler',
        'heikki DESK notification.proposition.cancelled.handler',
        'student DESK notification.proposition.cancelled.student',
      ],
    ],
    [
      '[R37] [D7] reopened: the student',
      of('applications.application-reopened.v1'),
      ['student DESK notification.application.reopened.student'],
    ],
  ])('%s', (_, announcements, expected) => {
    expect(brief(announcements)).toEqual(expected);
  });

  it('[R31] for any handlers, nobody gets the same message twice by the same channel', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('hanna', 'heikki', 'olga', 'student')), (handlerIds) => {
        for (const announcements of [
          submitted(handlerIds[0] ?? 'hanna', 1),
          resubmitted(handlerIds),
          cancelled(handlerIds, 1),
        ]) {
          expect(new Set(brief(announcements)).size).toBe(announcements.length);
          for (const { applicationId, studentId } of announcements) expect({ applicationId, studentId }).toEqual(news);
        }
      }),
    );
  });
});

const STUDENT = '5f0c1c9a-0000-4000-8000-000000000001';
const NAMES: Record<string, string> = {
  ...{ [STUDENT]: 'student', '5f0c1c9a-0000-4000-8000-000000000002': 'handler' },
  '5f0c1c9a-0000-4000-8000-000000000003': 'colleague',
};

describe('the golden samples of the events', () => {
  it.each<[AnnouncedEvent, string[]]>([
    ['applications.application-submitted.v1', ['handler DESK', 'handler EMAIL', 'student DESK']],
    ['applications.application-parts-resubmitted.v1', ['handler DESK', 'handler EMAIL', 'student DESK']],
    ['applications.application-parts-transferred.v1', ['colleague DESK', 'colleague EMAIL']],
    ['applications.application-change-proposed.v1', ['student DESK']],
    ['applications.application-change-declined.v1', ['handler DESK']],
    ['applications.application-processing-started.v1', ['student DESK']],
    ['applications.application-part-returned.v1', ['student DESK']],
    ['applications.application-part-recorded.v1', ['student DESK']],
    ['applications.application-reopened.v1', ['student DESK']],
    ['applications.application-cancelled.v1', ['handler DESK', 'student DESK']],
    ['decisions.decision-made.v1', ['student DESK']],
  ])('%s', (name, expected) => {
    const samples = [...goldenSamples(name).values()];
    expect(samples.length).toBeGreaterThan(0);
    for (const body of samples) {
      const announced = (announcedEvents[name] as (body: unknown) => Announcement[])(body);
      expect(announced.map(({ recipientId, channel }) => `${NAMES[recipientId]} ${channel}`)).toEqual(expected);
      for (const { applicationId, studentId } of announced) {
        expect({ applicationId, studentId }).toEqual({ applicationId: body['applicationId'], studentId: STUDENT });
      }
    }
  });
});
