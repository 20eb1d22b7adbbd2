import type { ReactionContext } from '../../src/consumer/event-server.js';
import type { ReceivedEvent } from '../../src/events.js';
import { CHANGE } from '../../testing/change.js';
import { contentOf, followUpOf, valueOf } from './events-of-the-model.js';
import type { InstanceParts } from './instance.js';
import { writeOwn } from './memory-database.js';

/** One service reacts event by event and publishes a result, the other to several at once. The source only publishes. */
export function reactionsOf(service: string): InstanceParts['reactions'] {
  if (service === 'applications') return [{ name: CHANGE, batch: false, handler: one }];
  if (service === 'decisions') return [{ name: CHANGE, batch: true, handler: several }];
  return [];
}

async function one(event: ReceivedEvent, { tx }: ReactionContext): Promise<void> {
  const value = valueOf(event);
  await writeOwn(tx.sql, { table: 'effect', key: event.key, value });
  await tx.append(followUpOf(event.key, value));
  await behave(value);
}

async function several(events: readonly ReceivedEvent[], { tx }: ReactionContext): Promise<void> {
  for (const event of events) await writeOwn(tx.sql, { table: 'effect', key: event.key, value: valueOf(event) });
  for (const event of events) await behave(valueOf(event));
}

/** After the effect: it must not stay. */
async function behave(value: string): Promise<void> {
  if (contentOf(value) === 'bug') throw new TypeError('undefined is not a function');
  if (contentOf(value) === 'hang') await new Promise(() => undefined);
}
