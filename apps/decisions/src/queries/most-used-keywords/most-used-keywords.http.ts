import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import { type Actor, Answers, CurrentActor, ValidQuery } from '#platform';
import { rolesFor } from '../../domain/policy.js';
import { usedKeywords, type UsedKeywords } from '../../http/answer-shapes.js';
import { MostUsedKeywordsQuery } from './most-used-keywords.query.js';

const query = z.strictObject({
  fieldOfEducation: z.coerce.number().int().min(1).max(LIMITS.fieldOfEducation).optional(),
});

@Controller('api/decisions/v1/most-used-keywords')
export class MostUsedKeywordsController {
  constructor(private readonly mostUsed: MostUsedKeywordsQuery) {}

  /** 200 with the five keywords that the person has decided with most often, of a field of education when one is given (R100, R101). */
  @Get()
  @Answers(usedKeywords, {
    summary: 'List the five keywords that one uses most',
    roles: rolesFor('make-decision'),
    problems: ['decision/not-allowed'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(query) { fieldOfEducation }: z.infer<typeof query>,
  ): Promise<UsedKeywords> {
    return this.mostUsed.execute(actor, fieldOfEducation);
  }
}
