/**
 * Runs the migrations of all services on databases of one stack, in one process: five programs would load the same modules
 * five times. For tests and development; a rollout runs each service's own `migrate` program.
 * MIGRATE_DATABASE_URLS (JSON): address of the database by service.
 */
import { SERVICES, type ServiceName } from '#contracts';
import { migrate } from '#messaging';
import { endSaying } from '#platform';
import { persistence as applications } from '../apps/applications/src/persistence/persistence.js';
import { persistence as decisions } from '../apps/decisions/src/persistence/persistence.js';
import { persistence as notifications } from '../apps/notifications/src/persistence/persistence.js';
import { persistence as bank } from '../apps/recognition-bank/src/persistence/persistence.js';
import { persistence as studyRights } from '../apps/study-rights/src/persistence/persistence.js';

const PARTS = {
  applications,
  decisions,
  notifications,
  'recognition-bank': bank,
  'study-rights': studyRights,
} satisfies Record<ServiceName, unknown>;

const urls = JSON.parse(process.env['MIGRATE_DATABASE_URLS'] ?? '{}') as Partial<Record<ServiceName, string>>;

await Promise.all(
  SERVICES.map(async (service) => {
    try {
      const DATABASE_URL = urls[service];
      if (!DATABASE_URL) throw new Error('MIGRATE_DATABASE_URLS does not name its database');
      await migrate({ DATABASE_URL, DATABASE_POOL_SIZE: 2 }, PARTS[service]);
    } catch (error) {
      endSaying(`${service}-migrate`, 'cannot migrate', error);
    }
  }),
);
