import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, writeAudit } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import { CaseFileRepository, type CaseRecords } from '../../persistence/case-file.repository.js';
import { SupportCaseRepository } from '../../persistence/support-case.repository.js';
import { caseForDesk, caseForProvider, type DesksCase, type ProvidersCase } from '../../http/support-case-view.js';

/** A case with all that the desk needs to decide on it. */
export type CaseFile = DesksCase & CaseRecords;

/** One case within reach. */
@Injectable()
export class SupportCaseQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly cases: SupportCaseRepository,
    private readonly files: CaseFileRepository,
  ) {}

  async execute(actor: Actor, id: string): Promise<ProvidersCase | CaseFile | Refusal> {
    const refusal = can(actor, 'read-support-case');
    if (refusal !== null) return refusal;
    const isDesk = can(actor, 'read-case-file') === null;
    return this.unitOfWork.run(async ({ sql }) => {
      const stored = await this.cases.find(sql, reachOf(actor), id);
      if (stored === null) return refuse('support-case/not-found', { supportCaseId: id });
      const { institutionOid, learnerOid, supportCase } = stored;
      await writeAudit(sql, {
        ...{ institutionOid, actorId: actor.personId, action: 'read-support-case', at: this.clock.now() },
        ...{ targetKind: 'support-case', targetId: id, subjectPersonId: learnerOid },
        details: { studyRightOid: supportCase.studyRightOid },
      });
      if (!isDesk) return caseForProvider(stored);
      return { ...caseForDesk(stored), ...(await this.files.of(sql, reachOf(actor), stored)) };
    });
  }
}
