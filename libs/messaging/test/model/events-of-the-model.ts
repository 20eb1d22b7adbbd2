import type { EventName } from '#contracts';
import type { NewEvent, ReceivedEvent } from '../../src/events.js';
import { INSTITUTION } from '../../testing/change.js';

/** What a consumer publishes in consequence of a change. Any event of another topic would do. */
const FOLLOW_UP = 'study-rights.hoks-deleted.v1' satisfies EventName;
export const FOLLOW_UPS = 'study-rights.study-right.v1';

/** What a reaction does with an event: its work, a mistake, or nothing for ever. */
export const CONTENTS = ['good', 'bug', 'hang'] as const;
export type Content = (typeof CONTENTS)[number];

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
