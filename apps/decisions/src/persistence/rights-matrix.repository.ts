import { Injectable } from '@nestjs/common';
import type { EventBodies } from '#contracts';
import { type CopyTable, keepNewest } from '#messaging';
import type { SqlRunner } from '#platform';

const MATRICES: CopyTable = { table: 'rights_matrix_copy', key: ['institution_oid'], content: ['granted'] };

/** The copy of what institutions have set of the rights matrix (R14). */
@Injectable()
export class RightsMatrixRepository {
  async keep(sql: SqlRunner, body: EventBodies['applications.rights-matrix-changed.v1']): Promise<number> {
    const { institutionOid, version, rows } = body;
    const granted = Object.fromEntries(
      rows.map(({ action, grants }) => [
        action,
        Object.fromEntries(grants.map(({ role, conditions }) => [role, conditions])),
      ]),
    );
    return keepNewest(sql, MATRICES, [{ institution_oid: institutionOid, version, granted }]);
  }
}
