import { FindWhatIsOld1764500000000 } from '#messaging';
import { CreatePrecedents1764000000000 } from './migrations/1764000000000-create-precedents.js';
import { IndexDeadLetters1764010000000 } from './migrations/1764010000000-index-dead-letters.js';
import { Reconcile1764020000000 } from './migrations/1764020000000-reconcile.js';

/** What TypeORM knows of this service's database. The entries are written and read with SQL of their own. */
export const database = {
  entities: [],
  migrations: [
    CreatePrecedents1764000000000,
    IndexDeadLetters1764010000000,
    Reconcile1764020000000,
    FindWhatIsOld1764500000000,
  ],
};
