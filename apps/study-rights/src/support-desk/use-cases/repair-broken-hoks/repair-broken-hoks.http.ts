import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidBody, ValidParams, orProblem } from '#platform';
import { AnswersHere, HOKS_REFUSED, repairedHoksShape } from '../../../http/answer-shapes.js';
import { freeText } from '../../http/support-case-view.js';
import { RepairBrokenHoks, type RepairedHoks } from './repair-broken-hoks.use-case.js';

const hoksParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
const repair = z.strictObject({ reason: freeText.describe('why; mandatory, kept beside the HOKS') });

@Controller('api/study-rights/v1/broken-hoks')
export class RepairBrokenHoksController {
  constructor(private readonly repairBrokenHoks: RepairBrokenHoks) {}

  /** Deletes (softly) a HOKS whose study right is invalidated or unknown. 409 when its study right is there. */
  @Post(':id/repair')
  @HttpCode(200)
  @AnswersHere(repairedHoksShape, 'Delete a HOKS without a live study right', 'repair-broken-hoks', HOKS_REFUSED)
  async post(
    @CurrentActor() actor: Actor,
    @ValidParams(hoksParams) { id }: z.infer<typeof hoksParams>,
    @ValidBody(repair) { reason }: z.infer<typeof repair>,
  ): Promise<RepairedHoks> {
    return orProblem(await this.repairBrokenHoks.execute(actor, id, reason));
  }
}
