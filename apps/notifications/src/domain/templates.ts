/**
 * Every text this service sends, by key. The keys are also the localisation keys under which an institution may put a
 * text of its own (R35); those about a cancellation keep the prefix that institutions already use (R80).
 */
export const TEMPLATES = [
  'notification.application.submitted.handler',
  'notification.application.submitted.student',
  'notification.application.resubmitted.handler',
  'notification.application.resubmitted.student',
  'notification.application.parts-transferred.handler',
  'notification.application.parts-taken-over.handler',
  'notification.application.change-proposed.student',
  'notification.application.change-declined.handler',
  'notification.application.processing-started.student',
  'notification.application.part-returned.student',
  'notification.application.part-approved.student',
  'notification.application.part-rejected.student',
  'notification.application.part-recorded.student',
  'notification.application.reopened.student',
  'notification.proposition.cancelled.handler',
  'notification.proposition.cancelled.student',
  'notification.digest.handler',
] as const;

export type Template = (typeof TEMPLATES)[number];

export const LANGUAGES = ['fi', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** E-mails to handlers that the institution's switch `emailHandlerOnArrival` is about. */
export const ON_ARRIVAL: readonly Template[] = [
  'notification.application.submitted.handler',
  'notification.application.resubmitted.handler',
];

/** What a text may name. Everything else it needs is the student's name and the link. */
export interface TemplateParameters {
  /** Parts that the news is about. */
  readonly partCount?: number;
  /** Of a digest: applications that wait. */
  readonly applicationCount?: number;
  /** Of a digest: days that the longest wait has lasted. */
  readonly oldestDays?: number;
  /** Of a digest: the applications that have waited longest; those beyond are only counted. */
  readonly items?: readonly DigestItem[];
}

/** A line of a digest: an application of which parts wait for the recipient. */
export interface DigestItem {
  readonly applicationId: string;
  readonly studentId: string;
  readonly partCount: number;
  /** Finnish days since the first of them came. */
  readonly days: number;
}
