import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Lifecycle } from '#platform';
import type { ServiceParts } from '../service-parts.js';
import { ChangeChannel } from './change-channel.js';
import { LiveChanges } from './live-changes.js';
import type { WatchedChanges } from './watched-changes.js';

/** Live hints of a service: the way from its commits to the streams of its readers. */
export function changeProviders({ service, config, log }: ServiceParts, watched: WatchedChanges): Provider[] {
  return [
    {
      provide: LiveChanges,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new LiveChanges(watched, dataSource.manager, log),
    },
    {
      provide: ChangeChannel,
      inject: [LiveChanges, Lifecycle],
      useFactory: (changes: LiveChanges, lifecycle: Lifecycle) => {
        const channel = new ChangeChannel({
          databaseUrl: config.DATABASE_URL,
          applicationName: `${service}-changes`,
          log,
          received: (note) => changes.received(note),
          gap: () => changes.gap(),
        });
        channel.start();
        // Readers go first: they come back to another process.
        lifecycle.onStop('schedules', async () => changes.stop());
        lifecycle.onStop('flush', () => channel.stop());
        return channel;
      },
    },
  ];
}
