import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, orProblem, withVersion } from '#platform';
import { AnswersHere, READING_REFUSED, studyRightOverviewShape } from '../../../http/answer-shapes.js';
import { type StudyRightOverview, StudyRightOverviewQuery } from './study-right-overview.query.js';

@Controller('api/study-rights/v1/study-rights')
export class StudyRightOverviewController {
  constructor(private readonly query: StudyRightOverviewQuery) {}

  /** What a page shows of a study right: states, qualifications, its HOKS, and what the reader may do. */
  @Get(':oid/overview')
  @AnswersHere(studyRightOverviewShape, 'Show a study right to people', 'read-study-right', READING_REFUSED, {
    versioned: true,
  })
  async get(
    @CurrentActor() actor: Actor,
    @Param('oid') oid: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StudyRightOverview> {
    const overview = orProblem(await this.query.execute(actor, oid));
    withVersion(reply, overview.version);
    return overview;
  }
}
