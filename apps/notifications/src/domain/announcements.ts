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

/** What every application event carries that matters here. */
export interface ApplicationNews {
  readonly applicationId: string;
  readonly studentId: string;
}

/** On a person's desk. */
export const desk = (
  news: ApplicationNews,
  recipientId: string,
  template: Template,
  partCount?: number,
): Announcement => ({
  recipientId,
  channel: 'DESK',
  template,
  parameters: partCount === undefined ? {} : { partCount },
  applicationId: news.applicationId,
  studentId: news.studentId,
});

/** The student learns what happens to the application, or gets a receipt (D7). */
export const toStudent = (news: ApplicationNews, template: Template, partCount?: number): Announcement =>
  desk(news, news.studentId, template, partCount);

/** A handler learns of work on the desk (R4) and, where the institution wants it, by e-mail: the switch is read at delivery. */
export function toHandlers(
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
