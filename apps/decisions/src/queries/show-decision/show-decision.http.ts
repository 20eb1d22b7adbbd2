import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidParams } from '#platform';
import { uuid } from '../../http-shapes.js';
import type { DecisionView } from '../decision-views.js';
import { ShowDecisionQuery } from './show-decision.query.js';

const params = z.object({ decisionId: uuid });

@Controller('api/decisions/v1/decisions')
export class ShowDecisionController {
  constructor(private readonly showDecision: ShowDecisionQuery) {}

  @Get(':decisionId')
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { decisionId }: z.infer<typeof params>,
  ): Promise<DecisionView> {
    return this.showDecision.execute(actor, decisionId);
  }
}
