import type { EventName } from '#contracts';
import { runWithTrace } from '#platform';
import { traceOf } from '../cloud-events.js';
import type { ReceivedEvent } from '../events.js';
import type { DeliveredMessage } from '../ports.js';
import type { Booking } from './inbox.js';
import { type Reactions, SideBySide, type SubjectOf } from './reactions.js';
import type { ToReact } from './read-message.js';

/** More would hold no fewer waits together, and a failure among them sends all of them back. */
const MOST_SIDE_BY_SIDE = 32;

/** One whose reaction is at work beside others. */
interface Reacting {
  readonly message: DeliveredMessage;
  readonly event: ReceivedEvent;
}

/**
 * The reactions in the order of the messages; a batch reaction gets those that follow one another at once. Events about
 * different things are worked on at the same time where their reaction allows it.
 */
export async function runReactions(
  reactions: Reactions,
  booking: Booking,
  messages: readonly ToReact[],
): Promise<void> {
  for (let from = 0, to = 0; from < messages.length; from = to) {
    const first = messages[from];
    if (!first) return;
    to = from + 1;
    const { message, event } = first;
    if (event.name === 'tombstone') {
      const { id, key } = event;
      const { topic } = message;
      await reactions.tombstoneHandlers?.get(topic)?.({ id, topic, key }, booking.effectsOf(event));
      continue;
    }
    const subjectOf = reactions.sideBySide?.get(event.name);
    const group = subjectOf ? sideBySide(messages.slice(from, from + MOST_SIDE_BY_SIDE), subjectOf) : [];
    if (group.length > 1) {
      to = from + group.length;
      await atTheSameTime(reactions, booking, group);
      continue;
    }
    const batchHandler = reactions.batchHandlers?.get(event.name);
    const run = [event];
    let last = message;
    if (batchHandler) {
      for (let next = messages[to]; next && isOf(next.event, event.name); next = messages[++to]) {
        run.push(next.event);
        last = next.message;
      }
    }
    const tx = booking.effectsOf(run.at(-1) ?? event);
    await runWithTrace(traceOf(last), async () =>
      batchHandler ? batchHandler(run, tx) : reactions.handlers.get(event.name)?.(event, tx),
    );
  }
}

async function atTheSameTime(reactions: Reactions, booking: Booking, group: readonly Reacting[]): Promise<void> {
  const others = new SideBySide();
  const failures: unknown[] = [];
  const running = group.map(({ message, event }) =>
    runWithTrace(traceOf(message), async () =>
      reactions.handlers.get(event.name)?.(event, booking.effectsOf(event), others),
    ).catch((error: unknown) => failures.push(error)),
  );
  await Promise.all(running);
  // The first in time: those after it may only say that the transaction has failed.
  if (failures.length > 0) throw failures[0];
}

/** The first messages that can be worked on at the same time: about different things, and each of a key of its own. */
function sideBySide(messages: readonly ToReact[], subjectOf: SubjectOf): Reacting[] {
  const group: Reacting[] = [];
  const [keys, subjects] = [new Set<string>(), new Set<string>()];
  for (const { message, event } of messages) {
    if (event.name === 'tombstone' || event.name !== messages[0]?.event.name) break;
    const subject = subjectOf(event);
    if (subject === null || subjects.has(subject) || keys.has(event.key)) break;
    subjects.add(subject);
    keys.add(event.key);
    group.push({ message, event });
  }
  return group;
}

function isOf(event: ToReact['event'], name: EventName): event is ReceivedEvent {
  return event.name === name;
}
