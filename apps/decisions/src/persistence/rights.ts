import { rightsKeptIn } from '#platform';

/** This service's copies of the rights matrices and of staff. */
export const { holderOfRights, readersWithRights } = rightsKeptIn({
  matrix: 'rights_matrix_copy',
  people: 'staff_copy',
});
