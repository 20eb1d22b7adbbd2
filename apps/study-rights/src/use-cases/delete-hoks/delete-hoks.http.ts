import { Controller, Delete, Headers } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidParams } from '#platform';
import { SupportDesk } from '../../next-steps.js';
import { orLocalisedProblem } from '../../problems.js';
import { DeleteHoks } from './delete-hoks.use-case.js';

const hoksParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

@Controller('api/study-rights/v1/hoks')
export class DeleteHoksController {
  constructor(
    private readonly deleteHoks: DeleteHoks,
    private readonly desk: SupportDesk,
  ) {}

  /** Deletes a HOKS softly. 403 when its study right has ended; the place of the study right stays taken. */
  @Delete(':id')
  async delete(
    @CurrentActor() actor: Actor,
    @ValidParams(hoksParams) { id }: z.infer<typeof hoksParams>,
    @Headers('accept-language') language: string | undefined,
  ): Promise<{ id: number; deletedAt: Date }> {
    return orLocalisedProblem(await this.deleteHoks.execute(actor, id), this.desk, language);
  }
}
