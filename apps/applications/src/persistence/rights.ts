import { rightsKeptIn } from '#platform';

/** The rights matrices that institutions have set here, and the people as universities publish them. */
export const { holderOfRights, rightsOf, readersWithRights } = rightsKeptIn({
  ...{ matrix: 'rights_matrix', people: 'person_copy' },
  isStaff: `NOT (roles <@ '{STUDENT}')`,
});
