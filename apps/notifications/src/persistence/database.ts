import { CreateMessages1764000000000 } from './migrations/1764000000000-create-messages.js';
import { IndexDeadLetters1764010000000 } from './migrations/1764010000000-index-dead-letters.js';
import { PeopleWhoLeft1764400000000 } from './migrations/1764400000000-people-who-left.js';

/** What TypeORM knows of this service's database. Messages and copies are written and read with SQL of their own. */
export const database = {
  entities: [],
  migrations: [CreateMessages1764000000000, IndexDeadLetters1764010000000, PeopleWhoLeft1764400000000],
};
