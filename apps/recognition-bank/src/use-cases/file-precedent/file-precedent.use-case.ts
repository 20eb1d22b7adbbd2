import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '#messaging';
import { type ReleasedPrecedent, precedentFrom } from '../../domain/precedent.js';
import { Precedents } from '../../persistence/precedents.js';

/**
 * Files one anonymous entry per bank key (R85–R97); a second release with the same key changes nothing. There is no
 * person to authorise and no audit line on purpose: a line would tie the entry to a moment finer than its month.
 */
@Injectable()
export class FilePrecedent {
  constructor(private readonly precedents: Precedents) {}

  async execute(tx: Transaction, institutionOid: string, released: ReleasedPrecedent): Promise<void> {
    const precedent = precedentFrom(released, randomUUID(), institutionOid);
    if (!(await this.precedents.add(tx.sql, precedent))) return;
    const { bankKey, programmeCode, recognitionType, recognisedMonth } = precedent;
    await tx.append({
      name: 'recognition-bank.precedent-filed.v1',
      key: bankKey,
      institutionOid,
      body: { institutionOid, bankKey, programmeCode, recognitionType, recognisedMonth },
    });
  }
}
