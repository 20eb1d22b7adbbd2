import { Injectable } from '@nestjs/common';
import type { SentCommand } from '#platform';
import { submitApplication } from '../../domain/decide/submit-application.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { ChangeApplication } from '../change-application.js';
import { Completeness } from '../completeness.js';

/** The student sends the draft to the named handler (R3). */
@Injectable()
export class SubmitApplication {
  constructor(
    private readonly change: ChangeApplication,
    private readonly completeness: Completeness,
    private readonly applications: ApplicationRepository,
  ) {}

  async execute(command: SentCommand, id: string, namedHandlerId: string | null): Promise<ApplicationView> {
    return this.change.execute('submit-application', command, id, async (draft, { actorId, now, tx }) => {
      const facts = await this.completeness.facts(tx.sql, draft, namedHandlerId ?? draft.handlerId, now);
      const year = Number(facts.today.slice(0, 4));
      const number = draft.number ?? (await this.applications.nextNumber(tx.sql, draft.institutionOid, year));
      return submitApplication(draft, { actorId, number, ...facts, now });
    });
  }
}
