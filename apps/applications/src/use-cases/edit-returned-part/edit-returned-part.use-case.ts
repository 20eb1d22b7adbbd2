import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import type { SentCommand } from '#platform';
import { editReturnedPart } from '../../domain/decide/edit-returned-part.js';
import { aPartMustBelongToTheApplication } from '../../domain/rules/a-part-must-belong-to-the-application.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { ChangeApplication } from '../change-application.js';
import type { PartInput } from '../../http/request-schemas.js';
import { WrittenContent } from '../written-content.js';

/** The student completes a returned part, type included (R110, D11). */
@Injectable()
export class EditReturnedPart {
  constructor(
    private readonly change: ChangeApplication,
    private readonly written: WrittenContent,
  ) {}

  async execute(command: SentCommand, id: string, partId: string, input: PartInput): Promise<ApplicationView> {
    return this.change.execute('edit-returned-part', command, id, async (application, { actorId, now, tx }) => {
      const sent = aPartMustBelongToTheApplication(application, partId);
      if (isRefused(sent)) return sent;
      const content = await this.written.part(tx, command.actor, now, input, sent.content);
      return editReturnedPart(application, { actorId, partId, content, now });
    });
  }
}
