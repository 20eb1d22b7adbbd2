import type { EventName } from '#contracts';
import type { NewEvent, ReceivedEvent } from '../../src/events.js';

/** Keys of records are letters here, in the form of an id. */
export function keyOf(letter: string): string {
  return `00000000-0000-4000-8000-${letter.repeat(12)}`;
}

const INSTITUTION = '1.2.246.562.10.10000000001';

/** What the source tells, and what a consumer tells in consequence. Any two events on two topics would do. */
export const CHANGE = 'notifications.message-delivered.v1' satisfies EventName;
export const TOPIC = 'notifications.message.v1';
const FOLLOW_UP = 'study-rights.hoks-deleted.v1' satisfies EventName;
export const FOLLOW_UPS = 'study-rights.study-right.v1';

/** What a reaction does with an event: its work, a mistake, or nothing for ever. */
export const CONTENTS = ['good', 'bug', 'hang'] as const;
export type Content = (typeof CONTENTS)[number];

/** @param value number and content, `7 bug` */
export function changeOf(key: string, value: string): NewEvent {
  const body = { institutionOid: INSTITUTION, messageId: key, applicationId: null, template: value, channel: 'DESK' };
  return { name: CHANGE, key, institutionOid: INSTITUTION, body } as NewEvent<typeof CHANGE>;
}

export function valueOf({ body }: ReceivedEvent): string {
  return (body as { template: string }).template;
}

export function contentOf(value: string): Content {
  return value.split(' ')[1] as Content;
}

export function followUpOf(key: string, value: string): NewEvent {
  const body = { institutionOid: INSTITUTION, studyRightId: key, hoksId: Number(value.split(' ')[0]) };
  return { name: FOLLOW_UP, key, institutionOid: INSTITUTION, body };
}
