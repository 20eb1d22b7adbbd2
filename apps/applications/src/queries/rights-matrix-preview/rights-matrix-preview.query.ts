import { Injectable } from '@nestjs/common';
import { finnishDay, type RightsRows, rightsWith } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, orProblem, writeAudit } from '#platform';
import { changeRightsMatrix } from '../../domain/decide/change-rights-matrix.js';
import { changesOfRights, effectsOfRights } from '../../domain/rights-matrix.js';
import type { RightsPreview } from '../../http/rights-shapes.js';
import { RightsMatrixRepository, type Staff } from '../../persistence/rights-matrix.repository.js';
import { authorise } from '../../use-cases/authorise.js';

/** How many are named of those who gain or lose one right. */
const NAMED = 50;

/** What a change of the rights matrix would do, before it is made. The reading leaves an audit line that names who was shown. */
@Injectable()
export class RightsMatrixPreviewQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly matrices: RightsMatrixRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError as the change would be refused */
  async execute(actor: Actor, rows: RightsRows): Promise<RightsPreview> {
    const { institutionOid, personId: actorId } = actor;
    const at = this.clock.now();
    return this.unitOfWork.run(async ({ sql }) => {
      await authorise(sql, actor, 'change-rights-matrix');
      const before = await this.matrices.find(sql, institutionOid);
      const staff = await this.matrices.staff(sql, institutionOid, finnishDay(at));
      const after = orProblem(changeRightsMatrix(before, rows, [actor, ...staff]));
      const [was, is] = [rightsWith(before.granted), rightsWith(after.granted)];
      const shown = new Set<string>();
      const effects = effectsOfRights(was, is, staff).map(({ action, gains, loses, otherwise }) => ({
        action,
        gains: named(gains, staff, shown),
        loses: named(loses, staff, shown),
        otherwise: named(otherwise, staff, shown),
      }));
      await writeAudit(sql, {
        ...{ institutionOid, actorId, at, action: 'preview-rights-matrix' },
        ...{ targetKind: 'rights-matrix', targetId: institutionOid, details: { personIds: [...shown] } },
      });
      return { changes: changesOfRights(was, is), effects };
    });
  }
}

function named(personIds: readonly string[], staff: readonly Staff[], shown: Set<string>) {
  const first = staff.filter(({ personId }) => personIds.includes(personId)).slice(0, NAMED);
  for (const { personId } of first) shown.add(personId);
  return { total: personIds.length, first: first.map(({ personId, name }) => ({ personId, name })) };
}
