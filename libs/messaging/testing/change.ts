import type { EventName } from '#contracts';
import type { NewEvent } from '../src/events.js';

/** Keys of records are letters in the suites, in the form of an id. */
export function keyOf(letter: string): string {
  return `00000000-0000-4000-8000-${letter.repeat(12)}`;
}

export const INSTITUTION = '1.2.246.562.10.10000000001';

/** What the suites append and receive. Any event would do. */
export const CHANGE = 'notifications.message-delivered.v1' satisfies EventName;
export const TOPIC = 'notifications.message.v1';

export function changeOf(key: string, value: string): NewEvent {
  const body = { institutionOid: INSTITUTION, messageId: key, applicationId: null, template: value, channel: 'DESK' };
  return { name: CHANGE, key, institutionOid: INSTITUTION, body } as NewEvent<typeof CHANGE>;
}
