import { type ComparedCopy, declareCopies, type ReceivedEvent } from '#messaging';
import { askForStudyRights } from '../published-events.js';
import { CopiesRepository } from './copies.repository.js';
import { UniversityRepository } from './university.repository.js';

/** How the study rights of one registry are compared with their owner's digest. */
export function comparedStudyRights(registry: 'KOSKI' | 'HIGHER_EDUCATION'): ComparedCopy {
  return {
    ...{ name: 'study-rights', table: 'study_right_copy', id: 'study_right_id', version: 'version', tellsOfAll: true },
    where: `kind ${registry === 'KOSKI' ? '<>' : '='} 'HIGHER_EDUCATION'`,
  };
}

function bodiesOf<B>(events: readonly (Pick<ReceivedEvent, 'name'> & { readonly body: B })[]): B[] {
  return events.map(({ body }) => body);
}

/** What this service copies from others; `npm run rebuild -- applications <name>` makes one anew. */
export const copies = declareCopies([CopiesRepository, UniversityRepository], (repository, university) => [
  {
    // Students by name on lists, handlers to whom an application may be sent (R3). A forgotten person's name goes; what the
    // person applied for or handled stays under the id.
    name: 'persons',
    tables: ['person_copy'],
    key: ['institution_oid', 'person_id'],
    writers: {
      'university.person-published.v1': { many: (sql, events) => repository.keepPersons(sql, bodiesOf(events)) },
    },
    forgets: { 'university.person.v1': (sql, { key }) => repository.forgetPerson(sql, key) },
  },
  {
    // Courses and modules that a part may name as its targets (R47–R50).
    name: 'courses',
    tables: ['course_copy'],
    key: ['institution_oid', 'course_code'],
    writers: {
      'university.course-published.v1': { many: (sql, events) => repository.keepCourses(sql, bodiesOf(events)) },
    },
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
    // Whose applications a counsellor follows (R149–R151). Of a forgotten person the ids stay.
    name: 'guidance',
    tables: ['guidance_copy'],
    key: ['institution_oid', 'guidance_id'],
    writers: { 'university.guidance-published.v1': (sql, { body }) => university.keepGuidance(sql, body) },
  },
  {
    // As what a student is enrolled (R154).
    name: 'enrolments',
    tables: ['enrolment_copy'],
    key: ['institution_oid', 'person_id', 'term'],
    writers: { 'university.enrolment-published.v1': (sql, { body }) => university.keepEnrolment(sql, body) },
  },
  {
    name: 'study-plans',
    tables: ['study_plan_copy'],
    key: ['institution_oid', 'study_plan_id'],
    writers: { 'university.study-plan-published.v1': (sql, { body }) => university.keepStudyPlan(sql, body) },
  },
  {
    // Units that own courses.
    name: 'organisations',
    tables: ['organisation_copy'],
    key: ['institution_oid', 'organisation_code'],
    writers: { 'university.organisation-published.v1': (sql, { body }) => university.keepOrganisation(sql, body) },
  },
  {
    // Study rights under which students may apply (R154); an invalidated one takes no new applications.
    name: 'study-rights',
    tables: ['study_right_copy'],
    key: ['institution_oid', 'study_right_id'],
    writers: {
      'study-rights.study-right-stored.v1': (sql, { body }) => repository.keepStudyRight(sql, body),
      // Where its storing never arrived: what it is cannot be guessed.
      'study-rights.study-right-invalidated.v1': async (sql, { body }) =>
        (await repository.markStudyRightInvalidated(sql, body)) || 'incomplete',
      'study-rights.study-right-restated.v1': (sql, { body }) => repository.keepRestatedStudyRight(sql, body),
    },
    askAgain: askForStudyRights,
  },
]);
