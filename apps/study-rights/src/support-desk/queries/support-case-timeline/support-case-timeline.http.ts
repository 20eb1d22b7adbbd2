import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, type Page, ValidParams, ValidQuery, orProblem } from '#platform';
import { AnswersHere, CASE_REFUSED, caseTimelinePage } from '../../../http/answer-shapes.js';
import { numberCursor, pageLimit } from '../../../http/request-schemas.js';
import { supportCaseParams } from '../../http/support-case-view.js';
import { timelineKinds } from '../../persistence/case-timeline.repository.js';
import { type NamedEntry, SupportCaseTimelineQuery } from './support-case-timeline.query.js';

const timelineQuery = z.strictObject({
  kind: z.enum(timelineKinds).optional().describe('without it all but READ; PUBLISHED: what has led to an event'),
  limit: pageLimit,
  cursor: numberCursor,
});

@Controller('api/study-rights/v1/support-cases')
export class SupportCaseTimelineController {
  constructor(private readonly query: SupportCaseTimelineQuery) {}

  /** Who did what about the study right of a case and its HOKSes, newest first, with the events that went out. */
  @Get(':id/timeline')
  @AnswersHere(caseTimelinePage, 'Show what has happened to a support case', 'read-case-file', CASE_REFUSED)
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(supportCaseParams) { id }: z.infer<typeof supportCaseParams>,
    @ValidQuery(timelineQuery) query: z.infer<typeof timelineQuery>,
  ): Promise<Page<NamedEntry>> {
    return orProblem(await this.query.execute(actor, id, query));
  }
}
