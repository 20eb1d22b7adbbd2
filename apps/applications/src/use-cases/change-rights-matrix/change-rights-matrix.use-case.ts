import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import { IdempotentTransaction, type Transaction } from '#messaging';
import { orProblem, ProblemError, type SentCommand, writeAudit } from '#platform';
import { changeRightsMatrix } from '../../domain/decide/change-rights-matrix.js';
import { type RightsChangeInput, rightsMatrixView, type RightsMatrixView } from '../../http/rights-shapes.js';
import { type Authorship, RightsMatrixRepository } from '../../persistence/rights-matrix.repository.js';
import { rightsMatrixChanged } from '../../published-events.js';
import { authorise } from '../authorise.js';

/** An administrator sets rows of the institution's rights matrix, with a reason (R14–R15); from the next request on they hold. */
@Injectable()
export class ChangeRightsMatrix {
  constructor(
    private readonly once: IdempotentTransaction,
    private readonly matrices: RightsMatrixRepository,
  ) {}

  /** @throws ProblemError `platform/stale-version`, or for rows that nobody may set; then nothing has changed */
  async execute(command: SentCommand, { rows, reason }: RightsChangeInput): Promise<RightsMatrixView> {
    const { actor, expectedVersion = 0, fingerprint: request } = command;
    const { institutionOid, personId: actorId } = actor;
    const work = async (tx: Transaction, at: Date): Promise<RightsMatrixView> => {
      await authorise(tx.sql, actor, 'change-rights-matrix');
      const before = await this.matrices.lock(tx.sql, institutionOid);
      const repeated = before.last?.request === request && expectedVersion >= before.version - 1;
      if (repeated) return rightsMatrixView(before);
      if (before.version !== expectedVersion) throw stale(before.version, before.last, actorId);
      const people = [actor, ...(await this.matrices.staff(tx.sql, institutionOid, finnishDay(at)))];
      const matrix = orProblem(changeRightsMatrix(before, rows, people));
      const last = { reason, changedAt: at, changedBy: actorId, request };
      await this.matrices.save(tx.sql, matrix, last);
      await tx.append(rightsMatrixChanged(matrix));
      await writeAudit(tx.sql, {
        ...{ institutionOid, actorId, at, action: 'change-rights-matrix' },
        ...{ targetKind: 'rights-matrix', targetId: institutionOid },
        details: { version: matrix.version, before: before.granted, after: matrix.granted },
      });
      return rightsMatrixView({ ...matrix, last });
    };
    return this.once.run(command, work, async ({ sql }) => {
      await authorise(sql, actor, 'change-rights-matrix');
    });
  }
}

function stale(version: number, last: Authorship | null, viewerId: string): ProblemError {
  const own = last?.changedBy === viewerId;
  const changedBy = last && { role: own ? 'YOU' : 'OTHER', personId: own ? viewerId : null };
  const changedAt = last?.changedAt.toISOString() ?? null;
  const current = { version, changedAt, changedBy, changedFields: ['rows'], state: null };
  return new ProblemError('platform/stale-version', { currentVersion: version, current });
}
