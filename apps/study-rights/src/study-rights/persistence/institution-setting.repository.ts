import { Injectable } from '@nestjs/common';
import { prepared, type SqlRunner } from '#platform';
import type { InvalidationReason } from '../domain/study-right.js';

const DEFAULT_REASON = {
  name: 'institution-setting-default-reason',
  text: 'SELECT default_invalidation_reason FROM institution_setting WHERE institution_oid = $1',
};

/** Table `institution_setting`: what an oppilaitos has chosen; no row means that it has chosen nothing. */
@Injectable()
export class InstitutionSettingRepository {
  /** The reason that stands in when a client of Koski's interface gives none; null: a reason is mandatory. */
  async defaultInvalidationReason(sql: SqlRunner, institutionOid: string): Promise<InvalidationReason | null> {
    const [row] = await prepared<{ default_invalidation_reason: InvalidationReason | null }>(sql, DEFAULT_REASON, [
      institutionOid,
    ]);
    return row?.default_invalidation_reason ?? null;
  }
}
