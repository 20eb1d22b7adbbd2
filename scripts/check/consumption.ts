import { readFileSync } from 'node:fs';
import { isEventName, SERVICES, type ServiceName } from '#contracts';
import { announcedEvents } from '../../apps/notifications/src/announced-events.js';
import { copiesOf } from '../../apps/operator/src/copies.js';
import type { Consumption } from './consumers.js';

/** What each service copies, by its declarations, and reacts to, by its decorators. */
export async function consumptionByService(files: readonly string[]): Promise<Map<ServiceName, Consumption>> {
  const sources = files.filter((file) => file.endsWith('.ts') && !/\.(spec|scenario)\.ts$/.test(file));
  const services = new Map<ServiceName, Consumption>();
  for (const service of SERVICES) {
    const own = sources.filter((file) => file.startsWith(`apps/${service}/src/`));
    const names = own.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/@(?:Batch|Tombstone)?Reaction\('([^']+)'/g)].map(
        ([, name = '']) => name,
      ),
    );
    const announced = service === 'notifications' ? Object.keys(announcedEvents) : [];
    services.set(service, { copies: await copiesOf(service), reactions: new Set([...names, ...announced]) });
  }
  return services;
}

/** The names of the events that each service copies or reacts to. */
export function namesFollowed(services: ReadonlyMap<ServiceName, Consumption>): Map<ServiceName, ReadonlySet<string>> {
  return new Map(
    [...services].map(([service, { copies, reactions }]) => [
      service,
      new Set([...reactions, ...copies.flatMap(({ writers }) => Object.keys(writers))].filter(isEventName)),
    ]),
  );
}
