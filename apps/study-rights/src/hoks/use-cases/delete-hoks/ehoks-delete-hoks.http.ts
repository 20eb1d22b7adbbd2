import { Patch } from '@nestjs/common';
import { CurrentActor, ValidParams } from '#platform';
import type { Caller } from '../../../access.js';
import { deletionWords, orEhoksProblem } from '../../ehoks/ehoks-problem.js';
import { EHOKS_HOKS, hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { CompatibleDoor } from '../../../service-users/compatible-door.js';
import { DeleteHoks } from './delete-hoks.use-case.js';

@CompatibleDoor(EHOKS_HOKS)
export class EhoksDeleteHoksController {
  constructor(private readonly deleteHoks: DeleteHoks) {}

  /**
   * Deletes a HOKS softly; once more gives the same answer. The body (`oppilaitos-oid`) is not looked at, as in eHOKS any
   * more.
   */
  @Patch(':id/shallow-delete')
  async delete(
    @CurrentActor() actor: Caller,
    @ValidParams(hoksParams) { id }: HoksParams,
  ): Promise<{ success: number }> {
    return { success: orEhoksProblem(await this.deleteHoks.execute(actor, id), deletionWords).id };
  }
}
