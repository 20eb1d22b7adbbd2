import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import { type Actor, CurrentActor, type Page, ValidParams, ValidQuery, orProblem } from '#platform';
import {
  AnswersHere,
  READING_REFUSED,
  studyRightShape,
  versionDifferencesShape,
  versionPage,
} from '../../../http/answer-shapes.js';
import { asOpiskeluoikeus } from '../../domain/study-right.js';
import type { VersionLine } from '../../persistence/study-right-history.repository.js';
import { numberCursor, pageLimit } from '../../http/request-schemas.js';
import { StudyRightVersionsQuery, type VersionDifferences } from './study-right-versions.query.js';

const studyRightParams = z.object({ oid: z.string().max(LIMITS.oid) });
const versionNumber = z.coerce.number().int().min(1).max(2_147_483_647);
const versionParams = z.object({ oid: z.string().max(LIMITS.oid), version: versionNumber });
const differencesQuery = z.strictObject({ from: versionNumber.describe('the version to compare with') });
const listQuery = z.strictObject({ limit: pageLimit, cursor: numberCursor });

@Controller('api/study-rights/v1/study-rights/:oid/versions')
export class StudyRightVersionsController {
  constructor(private readonly query: StudyRightVersionsQuery) {}

  /** The versions of a study right, oldest first: number, who stored it, when. For the support desk. */
  @Get()
  @AnswersHere(versionPage, 'List the versions of a study right', 'list-study-right-versions', READING_REFUSED)
  async list(
    @CurrentActor() actor: Actor,
    @ValidParams(studyRightParams) { oid }: z.infer<typeof studyRightParams>,
    @ValidQuery(listQuery) query: z.infer<typeof listQuery>,
  ): Promise<Page<VersionLine>> {
    return orProblem(await this.query.list(actor, oid, query));
  }

  /** The study right as it was in a version, in Koski's shape. For the support desk, after invalidation too. */
  @Get(':version')
  @AnswersHere(studyRightShape, 'Show a study right as it was', 'read-study-right-version', READING_REFUSED)
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(versionParams) { oid, version }: z.infer<typeof versionParams>,
  ): Promise<object> {
    const found = orProblem(await this.query.find(actor, oid, version));
    return asOpiskeluoikeus(found.studyRight, found.storedAt);
  }

  /** How a version differs from another one, in Koski's own field names. For the support desk, after invalidation too. */
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
