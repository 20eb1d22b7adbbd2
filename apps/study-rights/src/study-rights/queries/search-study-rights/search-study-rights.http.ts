import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import { type Actor, CurrentActor, ValidQuery, orProblem } from '#platform';
import { AnswersHere, READING_REFUSED, studyRightPage } from '../../../http/answer-shapes.js';
import { studyRightStates } from '../../domain/opiskeluoikeus.js';
import { studyRightTypes } from '../../../domain/study-right-types.js';
import { pageLimit } from '../../../http/request-schemas.js';
import { SearchStudyRightsQuery, type StudyRightPage } from './search-study-rights.query.js';

const criteria = {
  learnerOid: z.string().min(1).max(LIMITS.oid).optional(),
  oid: z.string().min(1).max(LIMITS.oid).optional(),
  sourceId: z.string().min(1).max(LIMITS.sourceId).optional().describe('lähdejärjestelmänId.id'),
  institutionOid: z.string().min(1).max(LIMITS.oid).optional().describe('oppilaitos'),
  type: z.enum(studyRightTypes).optional(),
  state: z.enum(studyRightStates).optional().describe('invalidated ones (mitatoity) are for the support desk only'),
};

const searchQuery = z
  .strictObject({ ...criteria, limit: pageLimit, cursor: z.string().min(1).max(100).optional() })
  .refine((query) => Object.keys(criteria).some((name) => name in query), {
    error: `expected one of ${Object.keys(criteria).join(', ')}`,
  });

@Controller('api/study-rights/v1/study-rights')
export class SearchStudyRightsController {
  constructor(private readonly query: SearchStudyRightsQuery) {}

  /** Study rights within the caller's reach by any of the criteria; `nextCursor` leads to the next page, `total` is all of them. */
  @Get()
  @AnswersHere(studyRightPage, 'Search study rights within reach', 'list-study-rights', READING_REFUSED)
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(searchQuery) query: z.infer<typeof searchQuery>,
  ): Promise<StudyRightPage> {
    return orProblem(await this.query.execute(actor, query));
  }
}
