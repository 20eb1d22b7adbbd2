import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, withVersion } from '#platform';
import { asOpiskeluoikeus } from '../../domain/study-right.js';
import { SupportDesk } from '../../../problems/next-steps.js';
import { orLocalisedProblem } from '../../../problems/problems.js';
import { StudyRightQuery } from './study-right.query.js';

@Controller('api/study-rights/v1/study-rights')
export class StudyRightController {
  constructor(
    private readonly query: StudyRightQuery,
    private readonly desk: SupportDesk,
  ) {}

  /** A study right in Koski's shape, every field as it was sent. 404 when it has been invalidated. */
  @Get(':oid')
  async get(
    @CurrentActor() actor: Actor,
    @Param('oid') oid: string,
    @Headers('accept-language') language: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { studyRight, storedAt } = orLocalisedProblem(await this.query.execute(actor, oid), this.desk, language);
    withVersion(reply, studyRight.version);
    return asOpiskeluoikeus(studyRight, storedAt);
  }
}
