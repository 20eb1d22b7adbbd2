import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Precedent } from '../domain/precedent.js';

@Injectable()
export class Precedents {
  /**
   * Adds the entry unless the institution already has one with the same bank key.
   * @returns whether it was added
   */
  async add(sql: EntityManager, precedent: Precedent): Promise<boolean> {
    const added = await sql.query<unknown[]>(
      `INSERT INTO precedent (id, institution_oid, bank_key, programme_code, programme_name, basis_kind, basis_code,
         basis_name, basis_keywords, target_name, recognition_type, partial, credits_applied, credits_granted,
         recognised_month)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       ON CONFLICT (institution_oid, bank_key) DO NOTHING
       RETURNING id`,
      [
        precedent.id,
        precedent.institutionOid,
        precedent.bankKey,
        precedent.programmeCode,
        precedent.programmeName,
        precedent.basisKind,
        precedent.basisCode,
        precedent.basisName,
        precedent.basisKeywords,
        precedent.targetName,
        precedent.recognitionType,
        precedent.partial,
        precedent.creditsApplied,
        precedent.creditsGranted,
        precedent.recognisedMonth,
      ],
    );
    return added.length === 1;
  }
}
