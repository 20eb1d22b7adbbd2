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
] as const;

export type Template = (typeof TEMPLATES)[number];

export const LANGUAGES = ['fi', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a text may name. Everything else it needs is the student's name and the link. */
export interface TemplateParameters {
  /** Parts that the news is about. */
  readonly partCount?: number;
}
