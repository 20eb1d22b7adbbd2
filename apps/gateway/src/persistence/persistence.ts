import { CreateSession1764900000000 } from './migrations/1764900000000-create-session.js';

/** What the gateway's database is made of: sessions and nothing else, neither outbox nor inbox. */
export const persistence = { entities: [], migrations: [CreateSession1764900000000], ofService: false };
