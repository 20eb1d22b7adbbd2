import { Patch } from '@nestjs/common';
import { CurrentActor, ValidParams, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED, ehoksNothing } from '../../../http/answer-shapes.js';
import { mainUserWords, saidAs } from '../../../problems/ehoks-problem.js';
import type { Caller } from '../../../service-users/caller.js';
import { EHOKS_HOKS, EHOKS_SYSTEM, hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { restful, type Restful } from '../../ehoks/restful.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { UndoDeleteHoks } from './undo-delete-hoks.use-case.js';

@CompatibleController([EHOKS_HOKS, EHOKS_SYSTEM])
export class EhoksUndoDeleteHoksController {
  constructor(private readonly undoDeleteHoks: UndoDeleteHoks) {}

  /** Takes a soft deletion back; for main users. */
  @Patch(':id/undo-shallow-delete')
  @AnswersAsOthers(ehoksNothing, 'Take the deletion of a HOKS back', HOKS_REFUSED)
  async undo(@CurrentActor() actor: Caller, @ValidParams(hoksParams) { id }: HoksParams): Promise<Restful<object>> {
    orProblem(saidAs(mainUserWords, await this.undoDeleteHoks.execute(actor, id)));
    return restful({});
  }
}
