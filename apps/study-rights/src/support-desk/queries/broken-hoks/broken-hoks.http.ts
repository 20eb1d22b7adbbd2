import { Controller, Get, Headers } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, type Page, ValidQuery } from '#platform';
import { SupportDesk } from '../../../problems/next-steps.js';
import { orLocalisedProblem } from '../../../problems/problems.js';
import { numberCursor, pageLimit } from '../../../study-rights/queries/page.js';
import { type BrokenHoksLine, BrokenHoksQuery } from './broken-hoks.query.js';

const listQuery = z.strictObject({ limit: pageLimit, cursor: numberCursor });

@Controller('api/study-rights/v1/broken-hoks')
export class BrokenHoksController {
  constructor(
    private readonly query: BrokenHoksQuery,
    private readonly desk: SupportDesk,
  ) {}

  /** HOKSes of the past whose study right is invalidated or unknown, each with the address of its repair. */
  @Get()
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(listQuery) query: z.infer<typeof listQuery>,
    @Headers('accept-language') language: string | undefined,
  ): Promise<Page<BrokenHoksLine>> {
    return orLocalisedProblem(await this.query.execute(actor, query), this.desk, language);
  }
}
