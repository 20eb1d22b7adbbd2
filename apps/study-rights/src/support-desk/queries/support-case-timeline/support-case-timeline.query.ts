import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, type Page, pageOf } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import { PersonNameRepository } from '../../../persistence/person-name.repository.js';
import {
  CaseTimelineRepository,
  type TimelineEntry,
  type TimelineKind,
} from '../../persistence/case-timeline.repository.js';
import { SupportCaseRepository } from '../../persistence/support-case.repository.js';
import { auditReadCase } from '../audit-read-case.js';

/** An entry with the name of the person, if it is known. */
export interface NamedEntry extends TimelineEntry {
  readonly actorName: string | null;
}

/** Everything that was done about the study right of a case, newest first; keyset pages. For the support desk. */
@Injectable()
export class SupportCaseTimelineQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly cases: SupportCaseRepository,
    private readonly timeline: CaseTimelineRepository,
    private readonly names: PersonNameRepository,
  ) {}

  async execute(
    actor: Actor,
    id: string,
    wanted: { kind?: TimelineKind | undefined; limit: number; cursor?: number | undefined },
  ): Promise<Page<NamedEntry> | Refusal> {
    const refusal = can(actor, 'read-case-file');
    if (refusal !== null) return refusal;
    const { kind = null, limit, cursor: before = null } = wanted;
    return this.unitOfWork.run(async ({ sql }) => {
      const stored = await this.cases.find(sql, reachOf(actor), id);
      if (stored === null) return refuse('support-case/not-found', { supportCaseId: id });
      const { studyRightOid } = stored.supportCase;
      const rows = await this.timeline.before(sql, studyRightOid, { before, kind, limit: limit + 1 });
      const people = await this.names.ofPeople(
        sql,
        rows.map(({ actorId }) => actorId),
      );
      await auditReadCase(sql, stored, { actorId: actor.personId, at: this.clock.now() });
      return pageOf(
        rows,
        limit,
        (row) => ({ ...row, actorName: people[row.actorId] ?? null }),
        ({ seq }) => seq,
      );
    });
  }
}
