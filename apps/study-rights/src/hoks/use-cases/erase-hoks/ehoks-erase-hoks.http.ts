import { Delete } from '@nestjs/common';
import { CurrentActor, ValidParams, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED, ehoksNothing } from '../../../http/answer-shapes.js';
import { mainUserWords, saidAs } from '../../../problems/ehoks-problem.js';
import type { Caller } from '../../../service-users/caller.js';
import { EHOKS_HOKS, EHOKS_SYSTEM, hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { restful, type Restful } from '../../ehoks/restful.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { EraseHoks } from './erase-hoks.use-case.js';

@CompatibleController([EHOKS_HOKS, EHOKS_SYSTEM])
export class EhoksEraseHoksController {
  constructor(private readonly eraseHoks: EraseHoks) {}

  /** Deletes a HOKS for good; for main users. */
  @Delete(':id')
  @AnswersAsOthers(ehoksNothing, 'Delete a HOKS for good', HOKS_REFUSED)
  async erase(@CurrentActor() actor: Caller, @ValidParams(hoksParams) { id }: HoksParams): Promise<Restful<object>> {
    orProblem(saidAs(mainUserWords, await this.eraseHoks.execute(actor, id)));
    return restful({});
  }
}
