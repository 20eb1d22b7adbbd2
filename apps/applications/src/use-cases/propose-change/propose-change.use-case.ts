import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import type { SentCommand } from '#platform';
import type { PartInput } from '../../domain/content-of-parts.js';
import { proposeChange, type ProposeChangeCommand } from '../../domain/decide/propose-change.js';
import { aPartMustBelongToTheApplication } from '../../domain/rules/a-part-must-belong-to-the-application.js';
import { readSettings } from '../../persistence/institution-settings.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { ChangeApplication } from '../change-application.js';
import { WrittenContent } from '../written-content.js';

interface Proposed extends Pick<ProposeChangeCommand, 'message'> {
  readonly content: Omit<PartInput, 'bases'>;
}

/** The handler proposes what the student should apply for instead (R109); it stands for the institution's days. */
@Injectable()
export class ProposeChange {
  constructor(
    private readonly change: ChangeApplication,
    private readonly written: WrittenContent,
  ) {}

  async execute(command: SentCommand, id: string, partId: string, proposed: Proposed): Promise<ApplicationView> {
    const { actor } = command;
    return this.change.execute('propose-change', command, id, async (application, { actorId, now, tx }) => {
      const part = aPartMustBelongToTheApplication(application, partId);
      if (isRefused(part)) return part;
      const { message } = proposed;
      const input = { ...proposed.content, bases: part.content.bases };
      const content = await this.written.part(tx, actor, now, input, part.content);
      const { changeProposalDays: days } = await readSettings(tx.sql, actor.institutionOid);
      return proposeChange(application, { actorId, partId, content, message, days, now });
    });
  }
}
