import { HttpCode, Post } from '@nestjs/common';
import { CurrentActor, ValidBody, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED, ehoksNothing } from '../../../http/answer-shapes.js';
import type { Caller } from '../../../service-users/caller.js';
import { hoksCreation, type HoksCreation } from '../../ehoks/hoks-body.js';
import { EHOKS_VALIDATION } from '../../ehoks/paths.js';
import { restful, type Restful } from '../../ehoks/restful.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { ValidateHoks } from './validate-hoks.use-case.js';

@CompatibleController(EHOKS_VALIDATION)
export class EhoksValidateHoksController {
  constructor(private readonly validateHoks: ValidateHoks) {}

  /**
   * Checks a HOKS as POST /hoks would, for people as for service users, and stores nothing.
   * Source: ehoks src/oph/ehoks/validation/handler.clj.
   */
  @Post()
  @HttpCode(200)
  @AnswersAsOthers(ehoksNothing, 'Check a HOKS and store nothing', HOKS_REFUSED)
  async post(@CurrentActor() actor: Caller, @ValidBody(hoksCreation) body: HoksCreation): Promise<Restful<object>> {
    orProblem(await this.validateHoks.execute(actor, body));
    return restful({});
  }
}
