import { Get, Param } from '@nestjs/common';
import { CurrentActor, ValidParams, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED, ehoksHoksWithFeedback } from '../../../http/answer-shapes.js';
import { holdsPen } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import { EHOKS_HOKS, hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { restful, type Restful } from '../../ehoks/restful.js';
import { onlyServiceUsers } from '../../ehoks/user-type.js';
import type { Palaute } from '../../domain/feedback.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { HoksQuery, type ShownHoks } from './hoks.query.js';
import { hoksView } from './hoks-view.js';

@CompatibleController(EHOKS_HOKS)
export class EhoksHoksController {
  constructor(private readonly query: HoksQuery) {}

  /** The HOKS in force of a study right. */
  @Get('opiskeluoikeus/:oid')
  @AnswersAsOthers(ehoksHoksWithFeedback, 'Show the HOKS of a study right', HOKS_REFUSED)
  async ofStudyRight(@CurrentActor() actor: Caller, @Param('oid') oid: string): Promise<HoksAnswer> {
    onlyServiceUsers(actor);
    return shown(actor, orProblem(await this.query.ofStudyRight(actor, oid)));
  }

  /** A HOKS in force. */
  @Get(':id')
  @AnswersAsOthers(ehoksHoksWithFeedback, 'Show a HOKS in force', HOKS_REFUSED)
  async get(@CurrentActor() actor: Caller, @ValidParams(hoksParams) { id }: HoksParams): Promise<HoksAnswer> {
    onlyServiceUsers(actor);
    return shown(actor, orProblem(await this.query.find(actor, id, { shown: 'LIVE' })));
  }
}

interface HoksAnswer extends Restful<object> {
  readonly palaute: Palaute;
}

/** The pen and the feedback stand beside the data, so that clients can send `data` back as it is. */
function shown(actor: Caller, hoks: ShownHoks): HoksAnswer {
  return { ...restful(hoksView(hoks), { kyna: holdsPen(actor, hoks) }), palaute: hoks.palaute };
}
