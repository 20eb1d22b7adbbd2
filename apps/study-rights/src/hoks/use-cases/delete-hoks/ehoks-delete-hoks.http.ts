import { Patch } from '@nestjs/common';
import { CurrentActor, ValidParams, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED, ehoksSuccess } from '../../../http/answer-shapes.js';
import { deletionWords, saidAs } from '../../../problems/ehoks-problem.js';
import type { Caller } from '../../../service-users/caller.js';
import { EHOKS_HOKS, hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { DeleteHoks } from './delete-hoks.use-case.js';

@CompatibleController(EHOKS_HOKS)
export class EhoksDeleteHoksController {
  constructor(private readonly deleteHoks: DeleteHoks) {}

  /**
   * Deletes a HOKS softly; a repeated call gets the same answer. The body (`oppilaitos-oid`) is ignored, as it now is in
   * eHOKS.
   */
  @Patch(':id/shallow-delete')
  @AnswersAsOthers(ehoksSuccess, 'Delete a HOKS softly', HOKS_REFUSED)
  async delete(
    @CurrentActor() actor: Caller,
    @ValidParams(hoksParams) { id }: HoksParams,
  ): Promise<{ success: number }> {
    return { success: orProblem(saidAs(deletionWords, await this.deleteHoks.execute(actor, id))).id };
  }
}
