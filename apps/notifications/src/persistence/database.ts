import { FindWhatIsOld1764500000000 } from '#messaging';
import { CreateMessages1764000000000 } from './migrations/1764000000000-create-messages.js';
import { IndexDeadLetters1764010000000 } from './migrations/1764010000000-index-dead-letters.js';

/** What TypeORM knows of this service's database. Messages and copies are written and read with SQL of their own. */
export const database = {
  entities: [],
  migrations: [CreateMessages1764000000000, IndexDeadLetters1764010000000, FindWhatIsOld1764500000000],
};
