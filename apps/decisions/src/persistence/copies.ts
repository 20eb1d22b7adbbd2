import type { EventBodies } from '#contracts';
import { type ComparedCopy, type CopyWriter, declareCopies, type ReceivedEvent } from '#messaging';
import { type CaseEvent, newsOf } from '../case-news.js';
import { bringUpToDate } from '../domain/case.js';
import { askToRepublish } from '../published-events.js';
import { CaseRepository } from './case.repository.js';
import { KeywordRepository } from './keyword.repository.js';
import { RegisterRepository } from './register.repository.js';
import { RightsMatrixRepository } from './rights-matrix.repository.js';

/** How the cases are compared with the digest of the applications service. */
export const COMPARED_CASES: ComparedCopy = {
  ...{ name: 'cases', table: 'application_case', id: 'application_id', version: 'version', tellsOfAll: true },
};

/** How the study rights are compared with the digest of the study-rights service. */
export const COMPARED_STUDY_RIGHTS: ComparedCopy = {
  ...{ name: 'study-rights', table: 'study_right_copy', id: 'study_right_id', version: 'version', tellsOfAll: true },
};

/**
 * Follows the application, and leaves the row of its case locked, if there is one: a reaction to the same event finds the
 * case as the event leaves it, and no other event of the application beside it.
 */
function caseWriter(cases: CaseRepository): CopyWriter<CaseEvent> {
  return async (sql, { body }: Pick<ReceivedEvent, 'body'>) => {
    const news = newsOf(body as EventBodies[CaseEvent]);
    let written: 0 | 1 | 'incomplete' = 0;
    await cases.change(sql, news, (stored) => {
      const updated = bringUpToDate(stored, news);
      if (updated === 'not-newer') return undefined;
      written = updated === 'incomplete' ? updated : 1;
      return updated === 'incomplete' ? undefined : updated;
    });
    return written;
  };
}

/** What this service copies from others; `npm run rebuild -- decisions <name>` makes one anew. */
export const copies = declareCopies(
  [CaseRepository, RegisterRepository, KeywordRepository, RightsMatrixRepository],
  (cases, register, keywords, matrices) => {
    const keepCase = caseWriter(cases);
    return [
      {
        name: 'cases',
        tables: ['application_case', 'case_part'],
        key: ['institution_oid', 'application_id'],
        writers: {
          'applications.application-submitted.v1': keepCase,
          'applications.application-processing-started.v1': keepCase,
          'applications.application-part-returned.v1': keepCase,
          'applications.application-parts-transferred.v1': keepCase,
          'applications.application-change-proposed.v1': keepCase,
          'applications.application-change-declined.v1': keepCase,
          'applications.application-parts-resubmitted.v1': keepCase,
          // A decision still proposed is settled by the answer of the applications service: it alone knows what came first.
          'applications.application-cancelled.v1': keepCase,
          'applications.application-reopened.v1': keepCase,
          'applications.part-decision-confirmed.v1': keepCase,
          'applications.part-decision-refused.v1': keepCase,
          'applications.application-part-recorded.v1': keepCase,
          'applications.application-restated.v1': keepCase,
          // Each event with a summary: the digest compares every version that has been published.
        } satisfies Record<CaseEvent, CopyWriter<CaseEvent>>,
        askAgain: (institutionOid, ids) => askToRepublish(institutionOid, 'APPLICATION', ids),
      },
      {
        // A recognised module is recorded as its courses (R141).
        name: 'courses',
        tables: ['course_copy'],
        key: ['institution_oid', 'course_code'],
        writers: { 'university.course-published.v1': (sql, { body }) => register.keepCourse(sql, body) },
      },
      {
        // The bank's entries carry the student's programme (R87).
        name: 'degree-programmes',
        tables: ['programme_copy'],
        key: ['institution_oid', 'programme_code'],
        writers: { 'university.degree-programme-published.v1': (sql, { body }) => register.keepProgramme(sql, body) },
      },
      {
        // An approval is filed under keywords that are in use (R103, R104).
        name: 'keywords',
        tables: ['keyword_copy'],
        key: ['institution_oid', 'code'],
        writers: { 'recognition-bank.keyword-changed.v1': (sql, { body }) => keywords.keep(sql, body) },
      },
      {
        // Who decides and records is the institution's matter (R14).
        name: 'rights-matrix',
        tables: ['rights_matrix_copy'],
        key: ['institution_oid'],
        writers: { 'applications.rights-matrix-changed.v1': (sql, { body }) => matrices.keep(sql, body) },
      },
      {
        // The days of higher-education study rights: an attainment date lies inside them (R60).
        name: 'study-rights',
        tables: ['study_right_copy'],
        key: ['institution_oid', 'study_right_id'],
        writers: {
          'study-rights.study-right-stored.v1': (sql, { body }) => register.keepStudyRight(sql, body),
          'study-rights.study-right-restated.v1': (sql, { body }) => register.keepStudyRight(sql, body),
        },
      },
      {
        // A decision names the person who made it, to whom the rectification request goes (Universities Act §82); where they work
        // decides on what they may (R15).
        name: 'staff',
        tables: ['staff_copy'],
        key: ['institution_oid', 'person_id'],
        writers: { 'university.person-published.v1': (sql, { body }) => register.keepStaffName(sql, body) },
        forgets: { 'university.person.v1': (sql, { key }) => register.forgetName(sql, 'staff', key) },
        keepsBecause: 'the name of a former handler stays, as the decisions do',
      },
      {
        // For one question: whether a public name would identify the applicant (R85).
        name: 'students',
        tables: ['student_copy'],
        key: ['institution_oid', 'person_id'],
        writers: { 'university.person-published.v1': (sql, { body }) => register.keepStudentName(sql, body) },
        forgets: { 'university.person.v1': (sql, { key }) => register.forgetName(sql, 'students', key) },
        keepsBecause: 'the name of a former student stays while an application may still be decided',
      },
    ];
  },
);
