import { Injectable } from '@nestjs/common';
import { isRefused, refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, type Page, pageOf } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import { isOrganisationOid } from '../../../study-rights/domain/oids.js';
import { closeSupportCase } from '../../domain/support-case.js';
import type { SupportCaseState } from '../../domain/support-case.states.js';
import type { Refusal } from '../../../errors.js';
import { SupportCaseRepository, type StoredSupportCase } from '../../persistence/support-case.repository.js';
import { caseForDesk, caseForProvider, type DesksCase, type ProvidersCase } from '../../http/support-case-view.js';
import { auditPage } from '../../../study-rights/queries/audit-of-page.js';

/** Rows that are counted of a list. */
const COUNTED_TO = 10_000;

export interface SupportCaseSearch {
  readonly state?: SupportCaseState | undefined;
  readonly settled?: boolean | undefined;
  readonly institution?: string | undefined;
  readonly limit: number;
  readonly cursor?: number | undefined;
}

/** A case of a list; for the desk with whom it awaits, for the provider with what it may do. */
type CaseLine =
  | (ProvidersCase & { readonly allowedActions: readonly 'withdraw-support-case'[] })
  | (DesksCase & { readonly awaits: 'READER' | 'ANOTHER_PERSON' | null });

export type SupportCasePage = Page<CaseLine> & { readonly total: number; readonly totalIsExact: boolean };

/** Cases within reach, oldest first; keyset pages. */
@Injectable()
export class SupportCasesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly cases: SupportCaseRepository,
  ) {}

  async execute(actor: Actor, wanted: SupportCaseSearch): Promise<SupportCasePage | Refusal> {
    const refusal = can(actor, 'list-support-cases');
    if (refusal !== null) return refusal;
    const isDesk = can(actor, 'read-case-file') === null;
    const { state = null, institution: institutionOid = null, settled = null, limit, cursor = 0 } = wanted;
    if (institutionOid !== null && !isOrganisationOid(institutionOid)) {
      return refuse('badRequest.queryParam.virheellinenOrganisaatioOid');
    }
    return this.unitOfWork.run(async ({ sql }) => {
      const listed = { state, institutionOid, settled };
      const rows = await this.cases.page(sql, reachOf(actor), { ...listed, after: cursor, limit: limit + 1 });
      const total = await this.cases.count(sql, reachOf(actor), listed, COUNTED_TO + 1);
      const line = { actor, action: 'list-support-cases', at: this.clock.now() };
      await auditPage(sql, rows.slice(0, limit), line);
      const page = pageOf<StoredSupportCase, CaseLine>(
        rows,
        limit,
        (stored) => (isDesk ? lineForDesk(stored, actor.personId) : lineForProvider(stored, actor, line.at)),
        ({ seq }) => String(seq),
      );
      return { ...page, total: Math.min(total, COUNTED_TO), totalIsExact: total <= COUNTED_TO };
    });
  }
}

/** Those of the provider who may invalidate take a case back as long as it is not at its end. */
function lineForProvider(stored: StoredSupportCase, actor: Actor, at: Date): CaseLine {
  const mayAtAll = can(actor, 'withdraw-support-case') === null;
  const closed = closeSupportCase(stored.supportCase, 'withdraw', { by: actor.personId, at, reason: null });
  const allowedActions = mayAtAll && !isRefused(closed) ? (['withdraw-support-case'] as const) : [];
  return { ...caseForProvider(stored), allowedActions };
}

/** A proposal awaits anybody but its proposer and the one who opened the case. */
function lineForDesk(stored: StoredSupportCase, readerId: string): CaseLine {
  const { state, proposal, opened } = stored.supportCase;
  const isOut = proposal?.by === readerId || opened.by === readerId;
  const awaits = state !== 'PROPOSED' ? null : isOut ? 'ANOTHER_PERSON' : 'READER';
  return { ...caseForDesk(stored), awaits };
}
