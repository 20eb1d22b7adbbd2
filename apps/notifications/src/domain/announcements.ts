import type { Template, TemplateParameters } from './templates.js';

export type Channel = 'DESK' | 'EMAIL';

/** A message to be made: who gets it, how, and what it says. Names and addresses are looked up when it is delivered. */
export interface Announcement {
  readonly recipientId: string;
  readonly channel: Channel;
  readonly template: Template;
  readonly parameters: TemplateParameters;
  readonly applicationId: string;
  /** The person the text names; null when it names nobody. */
  readonly studentId: string | null;
}

/** What every application event tells that matters here. */
export interface ApplicationNews {
  readonly applicationId: string;
  readonly studentId: string;
}

const desk = (news: ApplicationNews, recipientId: string, template: Template, partCount?: number): Announcement => ({
  recipientId,
  channel: 'DESK',
  template,
  parameters: partCount === undefined ? {} : { partCount },
  applicationId: news.applicationId,
  studentId: news.studentId,
});

const toStudent = (news: ApplicationNews, template: Template, partCount?: number): Announcement =>
  desk(news, news.studentId, template, partCount);

/** A handler learns of work on the desk (R4) and, where the institution wants it, by e-mail: the switch is read at delivery. */
function toHandlers(
  news: ApplicationNews,
  handlerIds: readonly string[],
  template: Template,
  partCount?: number,
): Announcement[] {
  return [...new Set(handlerIds)].flatMap((handlerId) => {
    const message = desk(news, handlerId, template, partCount);
    return [message, { ...message, channel: 'EMAIL' as const }];
  });
}

/** The addressed handler is told (R4, R5), the student gets a receipt (D7). */
export function announceSubmitted(
  news: ApplicationNews,
  handlerIds: readonly string[],
  partCount: number,
): Announcement[] {
  return [
    ...toHandlers(news, handlerIds, 'notification.application.submitted.handler', partCount),
    toStudent(news, 'notification.application.submitted.student', partCount),
  ];
}

/** The handlers of the completed parts are told (R110), the student gets a receipt (D7). */
export function announceResubmitted(
  news: ApplicationNews,
  handlerIds: readonly string[],
  partCount: number,
): Announcement[] {
  return [
    ...toHandlers(news, handlerIds, 'notification.application.resubmitted.handler', partCount),
    toStudent(news, 'notification.application.resubmitted.student', partCount),
  ];
}

export function announceProcessingStarted(news: ApplicationNews): Announcement[] {
  return [toStudent(news, 'notification.application.processing-started.student')];
}

/** The student is asked to complete the part (R33, D7). */
export function announcePartReturned(news: ApplicationNews): Announcement[] {
  return [toStudent(news, 'notification.application.part-returned.student', 1)];
}

export function announceDecision(news: ApplicationNews, outcome: 'APPROVED' | 'REJECTED'): Announcement[] {
  const template =
    outcome === 'APPROVED'
      ? 'notification.application.part-approved.student'
      : 'notification.application.part-rejected.student';
  return [toStudent(news, template, 1)];
}

/** The student only: the recorder gets no message (R23, D10). */
export function announceRecorded(news: ApplicationNews): Announcement[] {
  return [toStudent(news, 'notification.application.part-recorded.student', 1)];
}

/** Each current handler gets one desk message (R31, R79) and no e-mail; the student gets a receipt (D7). */
export function announceCancelled(
  news: ApplicationNews,
  handlerIds: readonly string[],
  partCount: number,
): Announcement[] {
  return [
    ...[...new Set(handlerIds)].map((id) => desk(news, id, 'notification.proposition.cancelled.handler', partCount)),
    toStudent(news, 'notification.proposition.cancelled.student', partCount),
  ];
}

export function announceReopened(news: ApplicationNews): Announcement[] {
  return [toStudent(news, 'notification.application.reopened.student')];
}
