import { type Actor, type Clock, ProblemError, writeAudit } from '#platform';
import type { UnitOfWork } from '../unit-of-work.js';
import { auditOfLetter } from './audit-of-letter.js';
import type { LetterTable } from './letter-table.js';
import { letterView, type OpenedLetter } from './letter-view.js';
import { authorise } from './policy.js';

/** Shows the story of a letter. What it holds is not part of it: that is opened with a reason (`OpenLetter`). */
export class ShowLetter {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly letters: LetterTable,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError `platform/forbidden`; `platform/not-found`, also for a letter of another institution */
  async execute(actor: Actor, id: string): Promise<OpenedLetter> {
    const scope = authorise(actor, 'look');
    return this.unitOfWork.run(async ({ sql }) => {
      const letter = await this.letters.byId(sql, scope, id);
      if (!letter) throw new ProblemError('platform/not-found');
      await writeAudit(sql, auditOfLetter(actor, 'read-dead-letter', letter, this.clock.now()));
      return { ...letterView(letter), headers: null, body: null };
    });
  }
}
