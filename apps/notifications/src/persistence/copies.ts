import { declareCopies } from '#messaging';
import { InstitutionRepository } from './institution.repository.js';
import { PersonRepository } from './person.repository.js';

/** What this service copies from others; `npm run rebuild -- notifications <name>` makes one anew. */
export const copies = declareCopies([PersonRepository, InstitutionRepository], (persons, institutions) => [
  {
    name: 'persons',
    tables: ['person'],
    key: ['institution_oid', 'person_id'],
    writers: { 'university.person-published.v1': (sql, { body }) => persons.keep(sql, body) },
    forgets: { 'university.person.v1': (sql, { key }) => persons.forget(sql, key) },
  },
  {
    name: 'institutions',
    tables: ['institution'],
    key: ['institution_oid'],
    writers: { 'university.institution-published.v1': (sql, { body }) => institutions.keep(sql, body) },
  },
]);
