import { CreateMessages1764000000000 } from './migrations/1764000000000-create-messages.js';
import { PeopleWhoLeft1764420000000 } from './migrations/1764420000000-people-who-left.js';
import { TracesOfMessages1764720000000 } from './migrations/1764720000000-traces-of-messages.js';
import { UnreadMessages1764825000000 } from './migrations/1764825000000-unread-messages.js';
import { IdsOfTheUniversity1764400000000 } from './migrations/1764400000000-ids-of-the-university.js';

/** What the database of this service is made of. SQL is written by hand, so there are no mapped entities. */
export const persistence = {
  entities: [],
  migrations: [
    CreateMessages1764000000000,
    IdsOfTheUniversity1764400000000,
    PeopleWhoLeft1764420000000,
    TracesOfMessages1764720000000,
    UnreadMessages1764825000000,
  ],
};
