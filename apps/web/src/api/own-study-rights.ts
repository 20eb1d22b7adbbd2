import { queryOptions } from '@tanstack/react-query';
import { applications, dataOf } from './client';
import type { components } from './generated/applications';

export type StudyRight = components['schemas']['OwnStudyRight'];

/** Nobody has more study rights than a page of them. */
const LIMIT = 100;

/** The student's study rights, each with what keeps it from an application today (R87, R154). */
export function ownStudyRightsQuery() {
  return queryOptions({
    queryKey: ['application', 'study-rights'],
    queryFn: ({ signal }) =>
      dataOf(applications.GET('/api/applications/v1/study-rights', { params: { query: { limit: LIMIT } }, signal })),
  });
}
