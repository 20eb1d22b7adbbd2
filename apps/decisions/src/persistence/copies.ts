import type { EventBodies } from '#contracts';
import type { ComparedCopy, CopyDeclaration, CopyForgetter, CopyWriter, ReceivedEvent } from '#messaging';
import { type CaseEvent, newsOf } from '../case-news.js';
import { bringUpToDate } from '../domain/case.js';
import { Cases } from './cases.js';
import { RegisterCopies } from './register-copies.js';

const cases = new Cases();
const register = new RegisterCopies();
const STAFF: ReadonlySet<string> = new Set(['HANDLER', 'DECISION_MAKER', 'RECORDER']);

export const keepCourse: CopyWriter<'university.course-published.v1'> = async (sql, { body }) => {
  const { courseCode, name, kind, memberCourseCodes, gradeScale } = body;
  const course = { courseCode, name, kind, memberCourseCodes, gradeScale, extent: Math.round(body.credits * 100) };
  await register.keepCourse(sql, body.institutionOid, body.version, course);
};

export const keepProgramme: CopyWriter<'university.degree-programme-published.v1'> = async (sql, { body }) => {
  await register.keepProgramme(sql, body.institutionOid, body.version, body);
};

/** Staff, and former staff. */
export const keepStaffName: CopyWriter<'university.person-published.v1'> = async (sql, { body }) => {
  const { institutionOid, personId } = body;
  const isStaff = body.roles.some((role) => STAFF.has(role));
  if (!isStaff && !(await register.isStaff(sql, institutionOid, personId))) return;
  await register.keepName(sql, 'staff', body);
};

/** Students' names are kept for one question: whether a public name would tell of the applicant (R85). */
export const keepStudentName: CopyWriter<'university.person-published.v1'> = async (sql, { body }) => {
  if (body.roles.includes('STUDENT')) await register.keepName(sql, 'students', body);
};

export const forgetStudentName: CopyForgetter = async (sql, { key }) => {
  await register.forgetName(sql, 'students', key);
};

export const forgetStaffName: CopyForgetter = async (sql, { key }) => {
  await register.forgetName(sql, 'staff', key);
};

/** Higher education only: attainments belong to its study rights. */
export const keepStudyRight: CopyWriter<
  'study-rights.study-right-stored.v1' | 'study-rights.study-right-restated.v1'
> = async (sql, { body }) => {
  if (body.kind !== 'HIGHER_EDUCATION') return;
  await register.keepStudyRight(sql, body.institutionOid, body.version, body);
};

/** How the cases are compared with the digest of the applications service. */
export const COMPARED_CASES: ComparedCopy = {
  ...{ name: 'cases', table: 'application_case', id: 'application_id', version: 'version', tellsOfAll: true },
};

/** How the study rights are compared with the digest of the study-rights service. */
export const COMPARED_STUDY_RIGHTS: ComparedCopy = {
  ...{ name: 'study-rights', table: 'study_right_copy', id: 'study_right_id', version: 'version', tellsOfAll: true },
};

/** News that cannot be understood without earlier ones leaves the case as it is. */
const keepCase: CopyWriter<CaseEvent> = async (sql, { body }: Pick<ReceivedEvent, 'body'>) => {
  const news = newsOf(body as EventBodies[CaseEvent]);
  const stored = await cases.lock(sql, news.institutionOid, news.applicationId);
  const updated = bringUpToDate(stored, news);
  if (typeof updated !== 'string') await cases.save(sql, updated);
};

/** What this service copies from others; `npm run rebuild -- decisions <name>` makes one anew. */
export const copies: readonly CopyDeclaration[] = [
  {
    name: 'cases',
    tables: ['application_case', 'case_part'],
    key: ['institution_oid', 'application_id'],
    writers: {
      'applications.application-submitted.v1': keepCase,
      'applications.application-processing-started.v1': keepCase,
      'applications.application-part-returned.v1': keepCase,
      'applications.application-parts-resubmitted.v1': keepCase,
      'applications.application-cancelled.v1': keepCase,
      'applications.application-reopened.v1': keepCase,
      'applications.part-decision-confirmed.v1': keepCase,
      'applications.part-decision-refused.v1': keepCase,
      'applications.application-part-recorded.v1': keepCase,
      'applications.application-restated.v1': keepCase,
    },
  },
  {
    name: 'courses',
    tables: ['course_copy'],
    key: ['institution_oid', 'course_code'],
    writers: { 'university.course-published.v1': keepCourse },
  },
  {
    name: 'degree-programmes',
    tables: ['programme_copy'],
    key: ['institution_oid', 'programme_code'],
    writers: { 'university.degree-programme-published.v1': keepProgramme },
  },
  {
    name: 'study-rights',
    tables: ['study_right_copy'],
    key: ['institution_oid', 'study_right_id'],
    writers: {
      'study-rights.study-right-stored.v1': keepStudyRight,
      'study-rights.study-right-restated.v1': keepStudyRight,
    },
  },
  {
    name: 'staff',
    tables: ['staff_copy'],
    key: ['institution_oid', 'person_id'],
    writers: { 'university.person-published.v1': keepStaffName },
    forgets: { 'university.person.v1': forgetStaffName },
    keepsBecause: 'the name of a former handler stays, as the decisions do',
  },
  {
    name: 'students',
    tables: ['student_copy'],
    key: ['institution_oid', 'person_id'],
    writers: { 'university.person-published.v1': keepStudentName },
    forgets: { 'university.person.v1': forgetStudentName },
    keepsBecause: 'the name of a former student stays while an application may still be decided',
  },
];
