import { Controller, Get } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidQuery } from '#platform';
import { page } from '../../http/request-schemas.js';
import { unsettledPage, type UnsettledPage } from '../../http/answer-shapes.js';
import { rolesFor } from '../../domain/policy.js';
import { UnsettledDecisionsQuery } from './unsettled-decisions.query.js';

@Controller('api/decisions/v1/unsettled-decisions')
export class UnsettledDecisionsController {
  constructor(private readonly unsettled: UnsettledDecisionsQuery) {}

  /** Newest first: who goes on with other parts learns here what did not come into force. */
  @Get()
  @Answers(unsettledPage, {
    summary: 'List the own decisions that await their confirmation, or did not come into force lately',
    roles: rolesFor('make-decision'),
    problems: ['decision/not-allowed', 'decision/cursor-not-valid'],
  })
  async get(@CurrentActor() actor: Actor, @ValidQuery(page) asked: z.infer<typeof page>): Promise<UnsettledPage> {
    return this.unsettled.execute(actor, asked);
  }
}
