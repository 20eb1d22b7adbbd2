import { Controller, HttpCode, Post } from '@nestjs/common';
import { type Actor, CurrentActor, ValidParams, orProblem } from '#platform';
import { AnswersHere, HOKS_REFUSED, restoredHoksShape } from '../../../http/answer-shapes.js';
import { hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { UndoDeleteHoks } from './undo-delete-hoks.use-case.js';

@Controller('api/study-rights/v1/hoks')
export class UndoDeleteHoksController {
  constructor(private readonly undoDeleteHoks: UndoDeleteHoks) {}

  /** Takes a soft deletion back. 409 when the study right has been invalidated meanwhile. */
  @Post(':id/undo-delete')
  @HttpCode(200)
  @AnswersHere(restoredHoksShape, 'Take the deletion of a HOKS back', 'undo-delete-hoks', HOKS_REFUSED)
  async undo(@CurrentActor() actor: Actor, @ValidParams(hoksParams) { id }: HoksParams): Promise<{ id: number }> {
    orProblem(await this.undoDeleteHoks.execute(actor, id));
    return { id };
  }
}
