import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { withoutPersonalData } from '../../domain/precedent.js';
import { PrecedentRepository } from '../../persistence/precedent.repository.js';

/** Entries of one transaction. */
const PAGE = 500;

/**
 * Takes personal data out of entries that were filed before today's scan was (R85). A job of the service: there is nobody to
 * authorise, and the entry identifies no one whose audit trail a line could join.
 */
@Injectable()
export class WithholdPersonalData {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly precedents: PrecedentRepository,
  ) {}

  /** @returns whether there may be more */
  async execute(): Promise<boolean> {
    return this.unitOfWork.run(async ({ sql }) => {
      const entries = await this.precedents.lockUnscanned(sql, PAGE);
      for (const entry of entries) {
        const { withheld, ...left } = withoutPersonalData(entry);
        if (withheld) await this.precedents.withhold(sql, { id: entry.id, ...left });
      }
      await this.precedents.markScanned(
        sql,
        entries.map(({ id }) => id),
      );
      return entries.length === PAGE;
    });
  }

  async count(): Promise<number> {
    return this.unitOfWork.run(({ sql }) => this.precedents.countWithheld(sql));
  }
}
