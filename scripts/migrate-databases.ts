/**
 * Runs the migrations of all services and of the gateway on databases of one stack, in one process: a program each would load the same modules
 * again and again. For tests and development; a rollout runs each service's own `migrate` program.
 * MIGRATE_DATABASE_URLS (JSON): address of the database by its owner.
 */
import { migrate } from '#messaging';
import { endSaying } from '#platform';
import { persistence as applications } from '../apps/applications/src/persistence/persistence.js';
import { persistence as decisions } from '../apps/decisions/src/persistence/persistence.js';
import { persistence as gateway } from '../apps/gateway/src/persistence/persistence.js';
import { persistence as notifications } from '../apps/notifications/src/persistence/persistence.js';
import { persistence as bank } from '../apps/recognition-bank/src/persistence/persistence.js';
import { persistence as studyRights } from '../apps/study-rights/src/persistence/persistence.js';
import { DATABASE_OWNERS, type DatabaseOwner } from './launcher/services.js';

const PARTS = {
  applications,
  decisions,
  notifications,
  'recognition-bank': bank,
  'study-rights': studyRights,
  gateway,
} satisfies Record<DatabaseOwner, unknown>;

const urls = JSON.parse(process.env['MIGRATE_DATABASE_URLS'] ?? '{}') as Partial<Record<DatabaseOwner, string>>;

await Promise.all(
  DATABASE_OWNERS.map(async (owner) => {
    try {
      const DATABASE_URL = urls[owner];
      if (!DATABASE_URL) throw new Error('MIGRATE_DATABASE_URLS does not name its database');
      await migrate({ DATABASE_URL, DATABASE_POOL_SIZE: 2 }, PARTS[owner]);
    } catch (error) {
      endSaying(`${owner}-migrate`, 'cannot migrate', error);
    }
  }),
);
