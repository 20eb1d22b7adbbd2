import { Patch } from '@nestjs/common';
import { CurrentActor, ValidParams, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED, ehoksSuccess } from '../../../http/answer-shapes.js';
import { deletionWords, saidAs } from '../../../problems/ehoks-problem.js';
import type { Caller } from '../../../service-users/caller.js';
import { EHOKS_BY_HAND, learnersHoksParams, type LearnersHoksParams } from '../../ehoks/paths.js';
import { onlyPeople } from '../../ehoks/user-type.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { DeleteHoks } from './delete-hoks.use-case.js';

@CompatibleController(EHOKS_BY_HAND)
export class EhoksDeleteHoksByHandController {
  constructor(private readonly deleteHoks: DeleteHoks) {}

  /** Deletes a HOKS of the learner softly; for officials with the right to delete, not for the pen. */
  @Patch(':id/shallow-delete')
  @AnswersAsOthers(ehoksSuccess, 'Delete a HOKS of a learner softly', HOKS_REFUSED)
  async delete(
    @CurrentActor() actor: Caller,
    @ValidParams(learnersHoksParams) { id, oppijaOid }: LearnersHoksParams,
  ): Promise<{ success: number }> {
    onlyPeople(actor);
    return { success: orProblem(saidAs(deletionWords, await this.deleteHoks.execute(actor, id, oppijaOid))).id };
  }
}
