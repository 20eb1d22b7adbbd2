import type { EntityManager } from 'typeorm';
import type { EventName } from '#contracts';
import type { ReceivedEvent } from '../events.js';
import type { CopyDeclaration, CopyWriter, CopyWriterOfMany } from './copy-declaration.js';

type AnyWriter = CopyWriter<EventName> | CopyWriterOfMany<EventName>;

export interface Written {
  /** How many rows have changed. */
  readonly rows: number;
  /** Those that could not be understood. */
  readonly incomplete: readonly ReceivedEvent[];
}

/** Whether the events of this name are written together. */
export function takesMany(copy: CopyDeclaration, name: EventName): boolean {
  const writer = copy.writers[name];
  return writer !== undefined && 'many' in writer;
}

/** Writes events of one name into a copy, in their order. The one way in, as events come and in a rebuild. */
export async function writeCopy(
  copy: CopyDeclaration,
  sql: EntityManager,
  events: readonly [ReceivedEvent, ...ReceivedEvent[]],
): Promise<Written> {
  const writer = copy.writers[events[0].name] as AnyWriter | undefined;
  if (writer === undefined) return { rows: 0, incomplete: [] };
  if ('many' in writer) return { rows: await writer.many(sql, events), incomplete: [] };
  let rows = 0;
  const incomplete: ReceivedEvent[] = [];
  for (const event of events) {
    const outcome = await writer(sql, event);
    if (outcome === 'incomplete') incomplete.push(event);
    else rows += outcome;
  }
  return { rows, incomplete };
}
