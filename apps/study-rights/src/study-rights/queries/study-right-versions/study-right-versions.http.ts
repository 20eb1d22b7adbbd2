import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import { type Actor, CurrentActor, ValidParams, ValidQuery, orProblem } from '#platform';
import {
  AnswersHere,
  READING_REFUSED,
  studyRightShape,
  versionDifferencesShape,
  versionPage,
} from '../../../http/answer-shapes.js';
import { asOpiskeluoikeus } from '../../domain/study-right.js';
import { numberCursor, pageLimit } from '../../../http/request-schemas.js';
import {
  StudyRightVersionsQuery,
  type VersionDifferences,
  type VersionPage,
  versionOrders,
} from './study-right-versions.query.js';

const studyRightParams = z.object({ oid: z.string().max(LIMITS.oid) });
const versionNumber = z.coerce.number().int().min(1).max(2_147_483_647);
const versionParams = z.object({ oid: z.string().max(LIMITS.oid), version: versionNumber });
const differencesQuery = z.strictObject({ from: versionNumber.describe('the version to compare with') });
const listQuery = z.strictObject({
  limit: pageLimit,
  cursor: numberCursor,
  order: z.enum(versionOrders).default('OLDEST_FIRST'),
});

@Controller('api/study-rights/v1/study-rights/:oid/versions')
export class StudyRightVersionsController {
  constructor(private readonly query: StudyRightVersionsQuery) {}

  /** The versions of a study right: number, who stored it, when. After invalidation for the support desk only. */
  @Get()
  @AnswersHere(versionPage, 'List the versions of a study right', 'list-study-right-versions', READING_REFUSED)
  async list(
    @CurrentActor() actor: Actor,
    @ValidParams(studyRightParams) { oid }: z.infer<typeof studyRightParams>,
    @ValidQuery(listQuery) query: z.infer<typeof listQuery>,
  ): Promise<VersionPage> {
    return orProblem(await this.query.list(actor, oid, query));
  }

  /** The study right as it was in a version, in Koski's shape. After invalidation for the support desk only. */
  @Get(':version')
  @AnswersHere(studyRightShape, 'Show a study right as it was', 'read-study-right-version', READING_REFUSED)
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(versionParams) { oid, version }: z.infer<typeof versionParams>,
  ): Promise<object> {
    const found = orProblem(await this.query.find(actor, oid, version));
    return asOpiskeluoikeus(found.studyRight, found.storedAt);
  }

  /** How a version differs from another one, in Koski's own field names. After invalidation for the support desk only. */
  @Get(':version/differences')
  @AnswersHere(
    versionDifferencesShape,
    'Compare two versions of a study right',
    'read-study-right-version',
    READING_REFUSED,
  )
  async differences(
    @CurrentActor() actor: Actor,
    @ValidParams(versionParams) { oid, version: to }: z.infer<typeof versionParams>,
    @ValidQuery(differencesQuery) { from }: z.infer<typeof differencesQuery>,
  ): Promise<VersionDifferences> {
    return orProblem(await this.query.differences(actor, oid, { from, to }));
  }
}
