import { z } from 'zod';
import { SERVICES } from '#contracts';
import { instantView, pageView } from '#platform';
import { FAILURES } from '../consumer/failure-policy.js';
import type { Letter } from './letter.js';

const letterFields = z.object({
  id: z.string().describe('Number within the service, in the order of recording'),
  consumer: z.enum(SERVICES),
  topic: z.string(),
  partition: z.int(),
  offset: z.string(),
  key: z.string().describe('Withheld when the message was unreadable and the key looked like no id of this system'),
  recordTime: z.string().describe('Time of the record, ms since the epoch'),
  messageId: z.string().nullable(),
  eventName: z.string().nullable(),
  institutionOid: z.string().nullable(),
  failure: z.enum(FAILURES),
  waitsInOrder: z.boolean().describe('Later events of the key must not overtake it'),
  code: z.string(),
  detail: z.string(),
  attempts: z.int(),
  firstFailureAt: instantView,
  lastFailureAt: instantView,
  stackHash: z.string().nullable(),
  ownFrame: z.string().nullable().describe('First frame of our own code in the stack of the failure'),
  group: z.string().describe('Letters of one cause'),
  recordedAt: instantView,
  state: z.enum(['open', 'replayed', 'discarded']),
  settledBy: z.string().nullable(),
  settledAt: instantView.nullable(),
  settledReason: z.string().nullable(),
  keyParked: z.boolean().describe('Later events of the key go to the dead letters too'),
});

/** Open letters of one cause. */
export const groupPage = pageView(
  z
    .object({
      group: z.string(),
      code: z.string(),
      ownFrame: z.string().nullable(),
      failures: z.array(z.string()).readonly(),
      topics: z.array(z.string()).readonly(),
      letters: z.int(),
      keys: z.int(),
      firstFailureAt: instantView,
      lastFailureAt: instantView,
    })
    .readonly()
    .meta({ id: 'DeadLetterGroup' }),
).meta({ id: 'DeadLetterGroupPage' });

const settledGroup = z.object({
  group: z.string(),
  nextCursor: z.string().nullable().describe('Send it back as `cursor` to go on; null at the end of the group'),
});
export const replayedGroup = settledGroup
  .extend({
    replayed: z.int(),
    failed: z.array(z.object({ letterId: z.string(), cause: z.string() })).readonly(),
    heldUp: z.int().describe('Letters that wait behind one of another cause'),
  })
  .meta({ id: 'ReplayedGroup' });
export const discardedGroup = settledGroup
  .extend({ discarded: z.int(), leftWithEffect: z.int().describe('Left open: a replay settles them') })
  .meta({ id: 'DiscardedGroup' });

/** A letter as it is shown. */
export const shownLetter = letterFields.readonly().meta({ id: 'DeadLetter' });

/** A letter with what it holds. */
export const openedLetter = letterFields
  .extend({
    headers: z
      .record(z.string(), z.string())
      .readonly()
      .nullable()
      .describe('Null when the record is no longer there, and before the letter was opened'),
    body: z
      .unknown()
      .describe('Parsed when it is JSON, text when it is UTF-8, else `{ base64 }`; names of persons are withheld'),
  })
  .readonly()
  .meta({ id: 'OpenedDeadLetter' });

export const letterPage = pageView(shownLetter).meta({ id: 'DeadLetterPage' });

export type LetterView = z.infer<typeof shownLetter>;
export type OpenedLetter = z.infer<typeof openedLetter>;
export type LetterPage = z.infer<typeof letterPage>;

export function letterView(letter: Letter): LetterView {
  const { id, consumer, topic, partition, offset, key, ...rest } = letter;
  return {
    ...{ id, consumer, topic, partition, offset, key },
    ...rest,
    firstFailureAt: letter.firstFailureAt.toISOString(),
    lastFailureAt: letter.lastFailureAt.toISOString(),
    recordedAt: letter.recordedAt.toISOString(),
    settledAt: letter.settledAt?.toISOString() ?? null,
  };
}
