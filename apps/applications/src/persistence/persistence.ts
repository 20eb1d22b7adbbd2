import { FindWhatIsOld1764500000000 } from '#messaging';
import { BlockedStudyRightTypes1764230000000 } from './migrations/1764230000000-blocked-study-right-types.js';
import { CreateApplications1764000000000 } from './migrations/1764000000000-create-applications.js';
import { IndexDeadLetters1764010000000 } from './migrations/1764010000000-index-dead-letters.js';
import { OldIdempotencyKeys1764510000000 } from './migrations/1764510000000-old-idempotency-keys.js';
import { Reconcile1764020000000 } from './migrations/1764020000000-reconcile.js';

/** What the database of this service is made of. SQL is written by hand, so there are no mapped entities. */
export const persistence = {
  entities: [],
  migrations: [
    CreateApplications1764000000000,
    IndexDeadLetters1764010000000,
    Reconcile1764020000000,
    BlockedStudyRightTypes1764230000000,
    FindWhatIsOld1764500000000,
    OldIdempotencyKeys1764510000000,
  ],
};
