import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, type Page, ValidQuery, orProblem } from '#platform';
import { AnswersHere, brokenHoksPage } from '../../../http/answer-shapes.js';
import { numberCursor, pageLimit } from '../../../http/request-schemas.js';
import { type BrokenHoksLine, BrokenHoksQuery } from './broken-hoks.query.js';

const listQuery = z.strictObject({ limit: pageLimit, cursor: numberCursor });

@Controller('api/study-rights/v1/broken-hoks')
export class BrokenHoksController {
  constructor(private readonly query: BrokenHoksQuery) {}

  /** HOKSes of the past whose study right is invalidated or unknown, each with the address of its repair. */
  @Get()
  @AnswersHere(brokenHoksPage, 'List HOKSes without a live study right', 'list-broken-hoks')
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(listQuery) query: z.infer<typeof listQuery>,
  ): Promise<Page<BrokenHoksLine>> {
    return orProblem(await this.query.execute(actor, query));
  }
}
