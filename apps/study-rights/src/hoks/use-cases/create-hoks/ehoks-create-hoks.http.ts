import { HttpCode, Post } from '@nestjs/common';
import { CurrentActor, ValidBody, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED, ehoksUri } from '../../../http/answer-shapes.js';
import type { Caller } from '../../../service-users/caller.js';
import { hoksCreation, type HoksCreation } from '../../ehoks/hoks-body.js';
import { EHOKS_HOKS } from '../../ehoks/paths.js';
import { restful, type Restful } from '../../ehoks/restful.js';
import { onlyServiceUsers } from '../../ehoks/user-type.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { CreateHoks } from './create-hoks.use-case.js';

@CompatibleController(EHOKS_HOKS)
export class EhoksCreateHoksController {
  constructor(private readonly createHoks: CreateHoks) {}

  /** Stores what a student information system sends. */
  @Post()
  @HttpCode(200)
  @AnswersAsOthers(ehoksUri, 'Store a HOKS that a system sends', HOKS_REFUSED)
  async post(
    @CurrentActor() actor: Caller,
    @ValidBody(hoksCreation) body: HoksCreation,
  ): Promise<Restful<{ uri: string }>> {
    onlyServiceUsers(actor);
    const { id } = orProblem(await this.createHoks.execute(actor, body, 'INTEGRATION'));
    return restful({ uri: `/${EHOKS_HOKS}/${id}` }, { id });
  }
}
