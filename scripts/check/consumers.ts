import { type EventName, isEventName, type ServiceName, type TopicDefinition } from '#contracts';
import type { CopyDeclaration } from '#messaging';

/** What a service does about events. */
export interface Consumption {
  readonly copies: readonly Pick<CopyDeclaration, 'writers' | 'forgets'>[];
  /** Names of events and topics at its reactions. */
  readonly reactions: ReadonlySet<string>;
}

/** Where the consumers of the topics are not those that copy or react to something on them. One sentence per breach. */
export function breachesOfConsumers(
  topics: readonly TopicDefinition[],
  services: ReadonlyMap<ServiceName, Consumption>,
): string[] {
  return [...services].flatMap(([service, { copies, reactions }]) => {
    const events = new Set<string>([...copies.flatMap(({ writers }) => Object.keys(writers)), ...reactions]);
    const cleared = new Set<string>([...copies.flatMap(({ forgets = {} }) => Object.keys(forgets)), ...reactions]);
    const unknown = [...events].filter((name) => !isEventName(name) && !topics.some((topic) => topic.name === name));
    return [
      ...unknown.map((name) => `${service} follows ${name}, which is no event of libs/contracts.`),
      ...topics.flatMap((topic) => {
        const reads = topic.events.some((name: EventName) => events.has(name)) || cleared.has(topic.name);
        const listed = topic.consumers.includes(service);
        if (reads === listed) return [];
        return reads
          ? [`${service} follows events of ${topic.name}, but is not among its consumers in topics.ts.`]
          : [`${service} is a consumer of ${topic.name} in topics.ts, but copies nothing of it and reacts to nothing.`];
      }),
    ];
  });
}
