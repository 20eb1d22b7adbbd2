import { randomUUID } from 'node:crypto';
import type { EventBodies } from '#contracts';
import { as, eventually, publish, stack } from '#testing';
import { demoPerson } from '#testing/demo';
import type { DeskMessage, DeskPage } from '../src/queries/list-desk-messages/desk-message-view.js';

type Submitted = EventBodies['applications.application-submitted.v1'];
type Cancelled = EventBodies['applications.application-cancelled.v1'];
type Recorded = EventBodies['applications.application-part-recorded.v1'];

/** People of an application that only this service hears of. */
export interface ApplicationPeople {
  readonly institutionOid: string;
  readonly studentId: string;
  readonly handlerId: string;
}

/** Aino's application to Hanna. */
export const AINO_TO_HANNA: ApplicationPeople = {
  institutionOid: demoPerson('aino').institutionOid,
  studentId: demoPerson('aino').personId,
  handlerId: demoPerson('hanna').personId,
};

type Summary = Submitted['summary'];

function envelope({ institutionOid, studentId, handlerId }: ApplicationPeople, applicationId: string) {
  // The same part in every event of the application.
  const partId = applicationId.replace(/^.{8}/, '0a0a0a0a');
  const none = { parts: 1, returned: 0, cancelled: 0, approved: 0, rejected: 0 };
  const summary: Summary = {
    version: 1,
    state: 'SENT',
    studentId,
    counts: none,
    parts: [{ partId, state: 'SENT', outcome: null, handlerId, round: 1 }],
  };
  return { institutionOid, applicationId, partId, summary };
}

export function submitted(people: ApplicationPeople, applicationId: string): Submitted {
  const { partId, ...facts } = envelope(people, applicationId);
  return {
    ...facts,
    studyRightId: randomUUID(),
    programmeCode: 'TKT-KANDI',
    handlerId: people.handlerId,
    parts: [
      {
        partId,
        number: 1,
        type: 'INCLUSION',
        bases: [
          {
            kind: 'COMPETENCE',
            code: null,
            name: 'Scrum Master',
            organisation: null,
            credits: null,
            grade: null,
            gainedOn: '2022-05-15',
          },
        ],
        targets: [],
        creditsApplied: 5,
      },
    ],
  };
}

export function cancelled(people: ApplicationPeople, applicationId: string, handlerIds: string[]): Cancelled {
  const { partId, summary, ...facts } = envelope(people, applicationId);
  const counts = { ...summary.counts, cancelled: 1 };
  const parts = summary.parts.map((part) => ({ ...part, state: 'CANCELLED' as const }));
  return {
    ...facts,
    summary: { ...summary, version: 2, state: 'CANCELLED', counts, parts },
    partIds: [partId],
    handlerIds,
  };
}

export function recorded(people: ApplicationPeople, applicationId: string): Recorded {
  const { summary, ...facts } = envelope(people, applicationId);
  const counts = { ...summary.counts, approved: 1 };
  const parts = summary.parts.map((part) => ({ ...part, state: 'HANDLED' as const, outcome: 'APPROVED' as const }));
  const decisionId = randomUUID();
  return { ...facts, decisionId, summary: { ...summary, version: 2, state: 'HANDLED', counts, parts } };
}

/** Publishes that the application was sent. @param id message id, to send the same event twice */
export async function publishSubmitted(
  people: ApplicationPeople,
  applicationId: string,
  id: string = randomUUID(),
): Promise<void> {
  const body = submitted(people, applicationId);
  await publish('applications.application-submitted.v1', applicationId, people.institutionOid, body, { id });
}

/** Desk messages of one application as the person sees them, newest first. */
export async function desk(username: string, applicationId: string): Promise<DeskMessage[]> {
  const { body } = await (await as(username)).get<DeskPage>('/api/notifications/v1/messages?limit=100');
  return body.items.filter((message) => message.applicationId === applicationId);
}

/** Waits until the person has that many messages of the application. */
export async function deskWith(username: string, applicationId: string, count = 1): Promise<DeskMessage[]> {
  return eventually(`${count} messages on the desk of ${username}`, async () => {
    const messages = await desk(username, applicationId);
    return messages.length >= count && messages;
  });
}

/** An e-mail as the mail catcher shows it. */
export interface CaughtMail {
  readonly subject: string;
  readonly to: { readonly address: string }[];
  readonly text: string;
  readonly html: string;
  readonly headers: Record<string, string>;
}

/** E-mails that lead to the application. */
export async function mailsAbout(applicationId: string): Promise<CaughtMail[]> {
  const response = await fetch(`${stack().maildevUrl}/api/email`);
  return ((await response.json()) as CaughtMail[]).filter((mail) => mail.text.includes(applicationId));
}
