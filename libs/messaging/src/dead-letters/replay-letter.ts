import { deadLetterTopic } from '#contracts';
import { type Actor, ProblemError } from '#platform';
import type { DeadLetterErrorCode } from './errors.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { Letter } from './letter.js';
import type { LetterBodies } from './letter-bodies.js';
import type { LetterTable } from './letter-table.js';
import { type LetterView, letterView } from './letter-view.js';
import { authorise, type Scope } from './policy.js';
import type { Replaying } from './replaying.js';

/** Handles one letter once more. A letter that was replayed before is shown as it is. */
export class ReplayLetter {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly letters: LetterTable,
    private readonly bodies: LetterBodies,
    private readonly replaying: Replaying,
  ) {}

  /** @throws ProblemError `platform/not-found`; `dead-letter/…` with the reason why not */
  async execute(actor: Actor, id: string): Promise<LetterView> {
    const scope = authorise(actor, 'settle');
    const letter = await this.letter(scope, id);
    if (letter.state === 'replayed') return letterView(letter);
    if (letter.state === 'discarded')
      throw new ProblemError<DeadLetterErrorCode>('dead-letter/already-settled', { state: letter.state });
    const oldestId = await this.unitOfWork.read((sql) => this.letters.olderOpen(sql, letter));
    if (oldestId !== undefined) throw new ProblemError<DeadLetterErrorCode>('dead-letter/not-the-oldest', { oldestId });
    const record = (await this.bodies.of([letter])).get(id);
    if (!record) {
      const topic = deadLetterTopic(letter.topic, letter.consumer);
      throw new ProblemError<DeadLetterErrorCode>('dead-letter/body-gone', { letterId: id, topic });
    }
    const outcome = await this.replaying.run(actor, letter, record);
    if (!outcome.replayed) {
      const code = outcome.unreadable ? 'dead-letter/still-unreadable' : 'dead-letter/replay-failed';
      throw new ProblemError<DeadLetterErrorCode>(code, { letterId: id, cause: outcome.failed.code, replayed: 0 });
    }
    return letterView(await this.letter(scope, id));
  }

  private async letter(scope: Scope, id: string): Promise<Letter> {
    const letter = await this.unitOfWork.read((sql) => this.letters.byId(sql, scope, id));
    if (!letter) throw new ProblemError('platform/not-found');
    return letter;
  }
}
