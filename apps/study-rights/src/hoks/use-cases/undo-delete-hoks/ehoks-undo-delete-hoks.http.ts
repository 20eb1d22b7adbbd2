import { Patch } from '@nestjs/common';
import { CurrentActor, ValidParams } from '#platform';
import type { Caller } from '../../../access.js';
import { orEhoksProblem } from '../../ehoks/ehoks-problem.js';
import { EHOKS_HOKS, EHOKS_SYSTEM, hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { restful, type Restful } from '../../ehoks/restful.js';
import { CompatibleDoor } from '../../../service-users/compatible-door.js';
import { UndoDeleteHoks } from './undo-delete-hoks.use-case.js';

const words = { 'hoks/not-found': { text: 'No HOKS found with given hoks-id' } };

@CompatibleDoor([EHOKS_HOKS, EHOKS_SYSTEM])
export class EhoksUndoDeleteHoksController {
  constructor(private readonly undoDeleteHoks: UndoDeleteHoks) {}

  /** Takes a soft deletion back; for main users. */
  @Patch(':id/undo-shallow-delete')
  async undo(@CurrentActor() actor: Caller, @ValidParams(hoksParams) { id }: HoksParams): Promise<Restful<object>> {
    orEhoksProblem(await this.undoDeleteHoks.execute(actor, id), words);
    return restful({});
  }
}
