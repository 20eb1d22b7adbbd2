import { Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { type Actor, CurrentActor, ValidParams } from '#platform';
import { hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { SupportDesk } from '../../../problems/next-steps.js';
import { orLocalisedProblem } from '../../../problems/problems.js';
import { UndoDeleteHoks } from './undo-delete-hoks.use-case.js';

@Controller('api/study-rights/v1/hoks')
export class UndoDeleteHoksController {
  constructor(
    private readonly undoDeleteHoks: UndoDeleteHoks,
    private readonly desk: SupportDesk,
  ) {}

  /** Takes a soft deletion back. 409 when the study right has been invalidated meanwhile. */
  @Post(':id/undo-delete')
  @HttpCode(200)
  async undo(
    @CurrentActor() actor: Actor,
    @ValidParams(hoksParams) { id }: HoksParams,
    @Headers('accept-language') language: string | undefined,
  ): Promise<{ id: number }> {
    orLocalisedProblem(await this.undoDeleteHoks.execute(actor, id), this.desk, language);
    return { id };
  }
}
