import { idempotencyMigrations } from '#messaging';
import { CreateMessages1764000000000 } from './migrations/1764000000000-create-messages.js';
import { PeopleWhoLeft1764420000000 } from './migrations/1764420000000-people-who-left.js';
import { TracesOfMessages1764720000000 } from './migrations/1764720000000-traces-of-messages.js';
import { Preferences1764930000000 } from './migrations/1764930000000-preferences.js';
import { Digests1764970000000 } from './migrations/1764970000000-digests.js';
import { PreferencesEntity } from './preferences.entity.js';
import { UnreadMessages1764825000000 } from './migrations/1764825000000-unread-messages.js';
import { IdsOfTheUniversity1764400000000 } from './migrations/1764400000000-ids-of-the-university.js';

/** What the database of this service is made of. Of messages and copies SQL is written by hand. */
export const persistence = {
  entities: [PreferencesEntity],
  migrations: [
    CreateMessages1764000000000,
    IdsOfTheUniversity1764400000000,
    PeopleWhoLeft1764420000000,
    TracesOfMessages1764720000000,
    UnreadMessages1764825000000,
    Preferences1764930000000,
    ...idempotencyMigrations,
    Digests1764970000000,
  ],
};
