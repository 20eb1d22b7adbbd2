import type { ComparedCopy, CopyDeclaration, CopyWriter } from '#messaging';
import { CopiesRepository } from './copies.repository.js';

const repository = new CopiesRepository();

export const keepRestatedStudyRight: CopyWriter<'study-rights.study-right-restated.v1'> = async (sql, { body }) => {
  await repository.keepStudyRight(sql, body, true);
  if (body.invalidated) await repository.markStudyRightInvalidated(sql, body);
};

/** How the study rights of one registry are compared with their owner's digest. */
export function comparedStudyRights(registry: 'KOSKI' | 'HIGHER_EDUCATION'): ComparedCopy {
  return {
    ...{ name: 'study-rights', table: 'study_right_copy', id: 'study_right_id', version: 'version', tellsOfAll: true },
    where: `kind ${registry === 'KOSKI' ? '<>' : '='} 'HIGHER_EDUCATION'`,
  };
}

/** What this service copies from others; `npm run rebuild -- applications <name>` makes one anew. */
export const copies: readonly CopyDeclaration[] = [
  {
    name: 'persons',
    tables: ['person_copy'],
    key: ['institution_oid', 'person_id'],
    writers: { 'university.person-published.v1': (sql, { body }) => repository.keepPersons(sql, [body]) },
    forgets: { 'university.person.v1': (sql, { key }) => repository.forgetPerson(sql, key) },
  },
  {
    name: 'courses',
    tables: ['course_copy'],
    key: ['institution_oid', 'course_code'],
    writers: { 'university.course-published.v1': (sql, { body }) => repository.keepCourses(sql, [body]) },
  },
  {
    name: 'degree-programmes',
    tables: ['degree_programme_copy'],
    key: ['institution_oid', 'programme_code'],
    writers: {
      'university.degree-programme-published.v1': (sql, { body }) => repository.keepDegreeProgramme(sql, body),
    },
  },
  {
    name: 'study-rights',
    tables: ['study_right_copy'],
    key: ['institution_oid', 'study_right_id'],
    writers: {
      'study-rights.study-right-stored.v1': (sql, { body }) => repository.keepStudyRight(sql, body),
      'study-rights.study-right-invalidated.v1': (sql, { body }) => repository.markStudyRightInvalidated(sql, body),
      'study-rights.study-right-restated.v1': keepRestatedStudyRight,
    },
  },
];
