import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidParams } from '#platform';
import { uuid } from '../../http/request-schemas.js';
import { decisionShape, type DecisionView } from '../../http/answer-shapes.js';
import { ShowDecisionQuery } from './show-decision.query.js';

const params = z.object({ decisionId: uuid });

@Controller('api/decisions/v1/decisions')
export class ShowDecisionController {
  constructor(private readonly showDecision: ShowDecisionQuery) {}

  @Get(':decisionId')
  @Answers(decisionShape, { summary: 'Show a decision', problems: ['decision/decision-not-found'] })
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { decisionId }: z.infer<typeof params>,
  ): Promise<DecisionView> {
    return this.showDecision.execute(actor, decisionId);
  }
}
