import { Controller, Headers, Post } from '@nestjs/common';
import { type Actor, CurrentActor, ValidBody } from '#platform';
import { entryModeOf } from '../../../access.js';
import { hoksCreation, type HoksCreation } from '../../ehoks/hoks-body.js';
import { SupportDesk } from '../../../problems/next-steps.js';
import { orLocalisedProblem } from '../../../problems/problems.js';
import { CreateHoks } from './create-hoks.use-case.js';

@Controller('api/study-rights/v1/hoks')
export class CreateHoksController {
  constructor(
    private readonly createHoks: CreateHoks,
    private readonly desk: SupportDesk,
  ) {}

  /** Stores a HOKS in eHOKS's field names. One per study right, deleted ones included. */
  @Post()
  async post(
    @CurrentActor() actor: Actor,
    @ValidBody(hoksCreation) body: HoksCreation,
    @Headers('accept-language') language: string | undefined,
  ): Promise<{ id: number; uri: string }> {
    const result = await this.createHoks.execute(actor, body, entryModeOf(actor));
    const { id } = orLocalisedProblem(result, this.desk, language);
    return { id, uri: `/api/study-rights/v1/hoks/${id}` };
  }
}
