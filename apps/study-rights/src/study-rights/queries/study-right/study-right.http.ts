import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, withVersion, orProblem } from '#platform';
import { AnswersHere, READING_REFUSED, studyRightShape } from '../../../http/answer-shapes.js';
import { asOpiskeluoikeus } from '../../domain/study-right.js';
import { StudyRightQuery } from './study-right.query.js';

@Controller('api/study-rights/v1/study-rights')
export class StudyRightController {
  constructor(private readonly query: StudyRightQuery) {}

  /** A study right in Koski's shape, every field as it was sent. 404 when it has been invalidated. */
  @Get(':oid')
  @AnswersHere(studyRightShape, 'Show a study right', 'read-study-right', READING_REFUSED, { versioned: true })
  async get(
    @CurrentActor() actor: Actor,
    @Param('oid') oid: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { studyRight, storedAt } = orProblem(await this.query.execute(actor, oid));
    withVersion(reply, studyRight.version);
    return asOpiskeluoikeus(studyRight, storedAt);
  }
}
