import { Controller, Post } from '@nestjs/common';
import { type Actor, CurrentActor, ValidBody, orProblem } from '#platform';
import { AnswersHere, HOKS_REFUSED, createdHoksShape } from '../../../http/answer-shapes.js';
import { entryModeOf } from '../../../domain/policy.js';
import { hoksCreation, type HoksCreation } from '../../ehoks/hoks-body.js';
import { CreateHoks } from './create-hoks.use-case.js';

@Controller('api/study-rights/v1/hoks')
export class CreateHoksController {
  constructor(private readonly createHoks: CreateHoks) {}

  /** Stores a HOKS in eHOKS's field names. One per study right, deleted ones included. */
  @Post()
  @AnswersHere(createdHoksShape, 'Store a HOKS', 'create-hoks', HOKS_REFUSED)
  async post(
    @CurrentActor() actor: Actor,
    @ValidBody(hoksCreation) body: HoksCreation,
  ): Promise<{ id: number; uri: string }> {
    const result = await this.createHoks.execute(actor, body, entryModeOf(actor));
    const { id } = orProblem(result);
    return { id, uri: `/api/study-rights/v1/hoks/${id}` };
  }
}
