import { FindWhatIsOld1764500000000 } from '#messaging';
import { CreateDecisions1764000000000 } from './migrations/1764000000000-create-decisions.js';
import { IndexDeadLetters1764010000000 } from './migrations/1764010000000-index-dead-letters.js';
import { Reconcile1764020000000 } from './migrations/1764020000000-reconcile.js';

/** In order; a released one is never changed. */
export const migrations = [
  CreateDecisions1764000000000,
  IndexDeadLetters1764010000000,
  Reconcile1764020000000,
  FindWhatIsOld1764500000000,
];
