import { randomUUID } from 'node:crypto';
import { type ComparedCopy, declareCopies } from '#messaging';
import { precedentFrom } from '../precedents/domain/precedent.js';
import { PrecedentRepository } from '../precedents/persistence/precedent.repository.js';

/** How the entries are compared with the digest of the decisions service: they never change, so one is there or not. */
export const COMPARED_PRECEDENTS: ComparedCopy = {
  ...{ name: 'precedents', table: 'precedent', id: 'bank_key', tellsOfAll: false },
};

/** What this service copies from others; `npm run rebuild -- recognition-bank <name>` makes one anew. */
export const copies = declareCopies([PrecedentRepository], (precedents) => [
  {
    name: 'precedents',
    tables: ['precedent'],
    key: ['institution_oid', 'bank_key'],
    // Readers know an entry by this id, which is made here.
    ownColumns: ['id'],
    writers: {
      'decisions.precedent-released.v1': (sql, { institutionOid, body }) =>
        precedents.add(sql, precedentFrom(body, randomUUID(), institutionOid)),
    },
  },
]);
