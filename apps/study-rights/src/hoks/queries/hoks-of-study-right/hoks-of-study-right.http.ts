import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, orProblem, withVersion } from '#platform';
import { AnswersHere, HOKS_REFUSED, hoksOfStudyRightShape, READING_REFUSED } from '../../../http/answer-shapes.js';
import { holdsPen } from '../../../domain/policy.js';
import { hoksView } from '../hoks/hoks-view.js';
import { HoksOfStudyRightQuery } from './hoks-of-study-right.query.js';

@Controller('api/study-rights/v1/study-rights')
export class HoksOfStudyRightController {
  constructor(private readonly query: HoksOfStudyRightQuery) {}

  /** The HOKS in force of a study right, null where there is none, and what the reader may do about it (R158–R159). */
  @Get(':oid/hoks')
  @AnswersHere(
    hoksOfStudyRightShape,
    'Show the HOKS of a study right to people',
    'read-hoks',
    [...READING_REFUSED, ...HOKS_REFUSED],
    { versioned: true },
  )
  async get(
    @CurrentActor() actor: Actor,
    @Param('oid') oid: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { hoks, ...beside } = orProblem(await this.query.execute(actor, oid));
    if (hoks === null) return { ...beside, version: null, hoks: null };
    withVersion(reply, hoks.version);
    const view = { ...hoksView(hoks), kyna: holdsPen(actor, hoks), palaute: hoks.palaute };
    return { ...beside, version: hoks.version, hoks: view };
  }
}
