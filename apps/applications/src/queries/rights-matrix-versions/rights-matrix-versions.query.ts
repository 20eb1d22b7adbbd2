import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { rightsWith } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, pageOf, writeAudit } from '#platform';
import { changesOfRights } from '../../domain/rights-matrix.js';
import { listCursor } from '../../http/list-cursor.js';
import type { RightsVersionPage } from '../../http/rights-shapes.js';
import { namesOfPeople } from '../../persistence/names.js';
import { RightsMatrixRepository } from '../../persistence/rights-matrix.repository.js';
import { authorise } from '../../use-cases/authorise.js';

const position = listCursor(z.tuple([z.int32()]));

/** What administrators have made of the rights matrix, with their reasons. The reading leaves an audit line. */
@Injectable()
export class RightsMatrixVersionsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly matrices: RightsMatrixRepository,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<RightsVersionPage> {
    const { institutionOid, personId: actorId } = actor;
    return this.unitOfWork.run(async ({ sql }) => {
      await authorise(sql, actor, 'read-rights-matrix');
      const [before] = position.keyIn(cursor) ?? [null];
      const rows = await this.matrices.versions(sql, institutionOid, { before, limit: limit + 1 });
      const authors = [...new Set(rows.map(({ changedBy }) => changedBy))];
      const names = await namesOfPeople(sql, institutionOid, authors);
      await writeAudit(sql, {
        ...{ institutionOid, actorId, at: this.clock.now(), action: 'read-rights-matrix-versions' },
        ...{ targetKind: 'rights-matrix', targetId: institutionOid, details: { personIds: authors } },
      });
      return pageOf(
        rows,
        limit,
        ({ version, changedAt, changedBy, reason, granted, before: earlier }) => ({
          ...{ version, changedAt: changedAt.toISOString(), changedBy: names.get(changedBy) ?? null, reason },
          changes: changesOfRights(rightsWith(earlier ?? {}), rightsWith(granted)),
        }),
        (last) => position.cursorAfter([last.version]),
      );
    });
  }
}
