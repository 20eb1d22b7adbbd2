import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import type { SentCommand } from '#platform';
import { submitApplication } from '../../domain/decide/submit-application.js';
import { CopiesRepository } from '../../persistence/copies.repository.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { ChangeApplication } from '../change-application.js';
import { codesOfRetiredTargets } from '../written-content.js';

/** The student sends the draft to the named handler (R3). */
@Injectable()
export class SubmitApplication {
  constructor(
    private readonly change: ChangeApplication,
    private readonly copies: CopiesRepository,
  ) {}

  async execute(command: SentCommand, id: string, namedHandlerId: string | null): Promise<ApplicationView> {
    return this.change.execute('submit-application', command, id, async (draft, { actorId, now, tx }) => {
      const { institutionOid } = draft;
      const handlerId = namedHandlerId ?? draft.handlerId;
      const handler = await this.copies.person(tx.sql, institutionOid, handlerId);
      const studyRight = await this.copies.studyRight(tx.sql, institutionOid, draft.studyRightId);
      const programme = await this.copies.programmeValidity(tx.sql, institutionOid, draft.programmeCode);
      const today = finnishDay(now);
      const notInForce = await codesOfRetiredTargets(this.copies, tx, draft, today);
      const facts = { handlerId, handler, studyRight, programme, notInForce, today };
      return submitApplication(draft, { actorId, ...facts, now });
    });
  }
}
