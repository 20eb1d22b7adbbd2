import type { CopyDeclaration, CopyForgetter, CopyWriter } from '#messaging';
import { Institutions } from './institutions.js';
import { Persons } from './persons.js';

const persons = new Persons();
const institutions = new Institutions();

export const keepPerson: CopyWriter<'university.person-published.v1'> = async (sql, { body }) => {
  const { institutionOid, personId, version, firstName, lastName, email, language } = body;
  const validity = { validFrom: body.validFrom ?? null, validUntil: body.validUntil ?? null };
  await persons.store(sql, { institutionOid, personId, version, firstName, lastName, email, language, ...validity });
};

export const forgetPerson: CopyForgetter = (sql, { key }) => persons.forget(sql, key);

export const keepInstitution: CopyWriter<'university.institution-published.v1'> = async (sql, { body }) => {
  const { institutionOid, version, settings } = body;
  await institutions.store(sql, { institutionOid, version, ...settings });
};

/** What this service copies from others; `npm run rebuild -- notifications <name>` makes one anew. */
export const copies: readonly CopyDeclaration[] = [
  {
    name: 'persons',
    tables: ['person'],
    key: ['institution_oid', 'person_id'],
    writers: { 'university.person-published.v1': keepPerson },
    forgets: { 'university.person.v1': forgetPerson },
  },
  {
    name: 'institutions',
    tables: ['institution'],
    key: ['institution_oid'],
    writers: { 'university.institution-published.v1': keepInstitution },
  },
];
