import { idempotencyMigrations, reconcileMigrations } from '#messaging';
import { CreatePrecedents1764000000000 } from './migrations/1764000000000-create-precedents.js';
import { Keywords1764950000000 } from './migrations/1764950000000-keywords.js';
import { KeywordMenu1764970000000 } from './migrations/1764970000000-keyword-menu.js';
import { WithheldNames1764710000000 } from './migrations/1764710000000-withheld-names.js';

/** What the database of this service is made of. SQL is written by hand, so there are no mapped entities. */
export const persistence = {
  entities: [],
  migrations: [
    CreatePrecedents1764000000000,
    ...reconcileMigrations,
    WithheldNames1764710000000,
    ...idempotencyMigrations,
    Keywords1764950000000,
    KeywordMenu1764970000000,
  ],
};
