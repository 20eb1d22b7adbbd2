import { Controller, Delete } from '@nestjs/common';
import { isRefused, refuse } from '#kernel';
import { type Actor, CurrentActor, ValidParams, orProblem } from '#platform';
import { AnswersHere, HOKS_REFUSED, deletedHoksShape } from '../../../http/answer-shapes.js';
import { can } from '../../../domain/policy.js';
import { hoksParams, type HoksParams } from '../../ehoks/paths.js';
import type { Refusal } from '../../../errors.js';
import { DeleteHoks } from './delete-hoks.use-case.js';

@Controller('api/study-rights/v1/hoks')
export class DeleteHoksController {
  constructor(private readonly deleteHoks: DeleteHoks) {}

  /**
   * Deletes a HOKS softly. 403 when its study right has ended; the place of the study right stays taken. A repeated
   * call returns when it was deleted.
   */
  @Delete(':id')
  @AnswersHere(deletedHoksShape, 'Delete a HOKS softly', 'delete-hoks', HOKS_REFUSED)
  async delete(
    @CurrentActor() actor: Actor,
    @ValidParams(hoksParams) { id }: HoksParams,
  ): Promise<{ id: number; deletedAt: Date }> {
    return orProblem(hidingOthers(actor, await this.deleteHoks.execute(actor, id)));
  }
}

/** Does not reveal whether another organisation has a HOKS with the id. */
function hidingOthers<T extends object>(actor: Actor, result: T | Refusal): T | Refusal {
  if (can(actor, 'delete-hoks') !== null) return refuse('platform/forbidden');
  const isOthers = isRefused(result) && result.refused === 'hoks/delete-not-privileged';
  return isOthers ? refuse('hoks/not-found') : result;
}
