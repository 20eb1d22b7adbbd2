import { reconcileMigrations } from '#messaging';
import { CreatePrecedents1764000000000 } from './migrations/1764000000000-create-precedents.js';
import { WithheldNames1764710000000 } from './migrations/1764710000000-withheld-names.js';

/** What TypeORM knows of this service's database. The entries are written and read with SQL of their own. */
export const database = {
  entities: [],
  migrations: [CreatePrecedents1764000000000, ...reconcileMigrations, WithheldNames1764710000000],
};
