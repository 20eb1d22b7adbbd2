import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, type Page, pageOf } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import { isOrganisationOid } from '../../../study-rights/domain/oids.js';
import type { SupportCaseState } from '../../domain/support-case.states.js';
import type { Refusal } from '../../../errors.js';
import { SupportCaseRepository } from '../../persistence/support-case.repository.js';
import { caseForDesk, caseForProvider, type DesksCase, type ProvidersCase } from '../../http/support-case-view.js';
import { auditPage } from '../../../study-rights/queries/audit-of-page.js';

export interface SupportCaseSearch {
  readonly state?: SupportCaseState | undefined;
  readonly institution?: string | undefined;
  readonly limit: number;
  readonly cursor?: number | undefined;
}

/** Cases within reach, oldest first; keyset pages. */
@Injectable()
export class SupportCasesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly cases: SupportCaseRepository,
  ) {}

  async execute(actor: Actor, wanted: SupportCaseSearch): Promise<Page<ProvidersCase | DesksCase> | Refusal> {
    const refusal = can(actor, 'list-support-cases');
    if (refusal !== null) return refusal;
    const isDesk = can(actor, 'read-case-file') === null;
    const { state = null, institution: institutionOid = null, limit, cursor = 0 } = wanted;
    if (institutionOid !== null && !isOrganisationOid(institutionOid)) {
      return refuse('badRequest.queryParam.virheellinenOrganisaatioOid');
    }
    return this.unitOfWork.run(async ({ sql }) => {
      const search = { state, institutionOid, after: cursor, limit: limit + 1 };
      const rows = await this.cases.page(sql, reachOf(actor), search);
      const line = { actor, action: 'list-support-cases', at: this.clock.now() };
      await auditPage(sql, rows.slice(0, limit), line);
      return pageOf<(typeof rows)[number], ProvidersCase | DesksCase>(
        rows,
        limit,
        isDesk ? caseForDesk : caseForProvider,
        ({ seq }) => String(seq),
      );
    });
  }
}
