import type { EventBodies } from '#contracts';
import { type Announcement, type ApplicationNews, desk, toHandlers, toStudent } from './domain/announcements.js';

/** Who is notified of each event: a line here is all that a message needs beside its texts (`domain/templates.ts`, `templates/`). */
export const announcedEvents = {
  /** The addressed handler gets a message (R4, R5), the student gets a receipt (D7). */
  'applications.application-submitted.v1': ({ handlerId, parts, ...event }) => [
    ...toHandlers(newsOf(event), [handlerId], 'notification.application.submitted.handler', parts.length),
    toStudent(newsOf(event), 'notification.application.submitted.student', parts.length),
  ],
  /** The handlers of the completed parts get a message (R110), the student gets a receipt (D7). */
  'applications.application-parts-resubmitted.v1': ({ parts, ...event }) => [
    ...toHandlers(
      newsOf(event),
      handlersOf(parts, event),
      'notification.application.resubmitted.handler',
      parts.length,
    ),
    toStudent(newsOf(event), 'notification.application.resubmitted.student', parts.length),
  ],
  /** The new handler gets a message (R4, R12), and the former one whose parts somebody else has moved (R10). */
  'applications.application-parts-transferred.v1': ({
    handlerId,
    formerHandlerIds,
    transferredBy,
    partIds,
    ...event
  }) => [
    ...toHandlers(
      newsOf(event),
      [handlerId].filter((id) => id !== transferredBy),
      'notification.application.parts-transferred.handler',
      partIds.length,
    ),
    ...[...new Set(formerHandlerIds)]
      .filter((id) => id !== transferredBy)
      .map((id) => desk(newsOf(event), id, 'notification.application.parts-taken-over.handler', partIds.length)),
  ],
  /** The student has something to answer (R109, D7); the handler learns of a refusal, and of an acceptance as of what is sent again. */
  'applications.application-change-proposed.v1': (event) => [
    toStudent(newsOf(event), 'notification.application.change-proposed.student', 1),
  ],
  'applications.application-change-declined.v1': ({ handlerId, ...event }) =>
    handlerId === null ? [] : [desk(newsOf(event), handlerId, 'notification.application.change-declined.handler', 1)],
  'applications.application-processing-started.v1': (event) => [
    toStudent(newsOf(event), 'notification.application.processing-started.student'),
  ],
  /** The student is asked to complete the part (R33, D7). */
  'applications.application-part-returned.v1': (event) => [
    toStudent(newsOf(event), 'notification.application.part-returned.student', 1),
  ],
  /** The student only: the recorder gets no message (R23, D10). */
  'applications.application-part-recorded.v1': (event) => [
    toStudent(newsOf(event), 'notification.application.part-recorded.student', 1),
  ],
  /** Each current handler gets one desk message (R31, R79) and no e-mail; the student gets a receipt (D7). */
  'applications.application-cancelled.v1': ({ handlerIds, partIds: { length }, ...event }) => [
    ...[...new Set(handlerIds)].map((id) =>
      desk(newsOf(event), id, 'notification.proposition.cancelled.handler', length),
    ),
    toStudent(newsOf(event), 'notification.proposition.cancelled.student', length),
  ],
  'applications.application-reopened.v1': (event) => [
    toStudent(newsOf(event), 'notification.application.reopened.student'),
  ],
  'decisions.decision-made.v1': ({ outcome, ...event }) => [
    outcome === 'APPROVED'
      ? toStudent(event, 'notification.application.part-approved.student', 1)
      : toStudent(event, 'notification.application.part-rejected.student', 1),
  ],
} satisfies { [Name in keyof EventBodies]?: (body: EventBodies[Name]) => Announcement[] };

export type AnnouncedEvent = keyof typeof announcedEvents;

interface OfApplication {
  readonly applicationId: string;
  readonly summary: {
    readonly studentId: string;
    readonly parts: readonly { readonly partId: string; readonly handlerId: string | null }[];
  };
}

function newsOf({ applicationId, summary }: OfApplication): ApplicationNews {
  return { applicationId, studentId: summary.studentId };
}

/** Those who handle the parts. */
function handlersOf(parts: readonly { readonly partId: string }[], { summary }: OfApplication): string[] {
  const ids = new Set(parts.map(({ partId }) => partId));
  return summary.parts.flatMap(({ partId, handlerId }) => (ids.has(partId) && handlerId ? [handlerId] : []));
}
