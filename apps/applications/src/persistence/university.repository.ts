import { Injectable } from '@nestjs/common';
import type { EventBodies } from '#contracts';
import { type CopyTable, keepNewest } from '#messaging';
import type { SqlRunner } from '#platform';

const GUIDANCE: CopyTable = {
  table: 'guidance_copy',
  key: ['institution_oid', 'guidance_id'],
  content: ['counsellor_id', 'student_id', 'valid_from', 'valid_until'],
};
const ENROLMENTS: CopyTable = {
  table: 'enrolment_copy',
  key: ['institution_oid', 'person_id', 'term'],
  content: ['status', 'role'],
};
const STUDY_PLANS: CopyTable = {
  table: 'study_plan_copy',
  key: ['institution_oid', 'study_plan_id'],
  content: ['student_id', 'study_right_id', 'studies'],
};
const ORGANISATIONS: CopyTable = {
  table: 'organisation_copy',
  key: ['institution_oid', 'organisation_code'],
  content: ['name', 'parent_code', 'valid_from', 'valid_until'],
};

/**
 * Copies of what a university may publish besides its register: who guides whom, enrolments, study plans, units. What it does not send is
 * null here, and is called not sent; nothing is concluded from it.
 */
@Injectable()
export class UniversityRepository {
  async keepGuidance(sql: SqlRunner, body: EventBodies['university.guidance-published.v1']): Promise<number> {
    const { institutionOid, guidanceId, version, counsellorId, studentId, validFrom = null, validUntil = null } = body;
    return keepNewest(sql, GUIDANCE, [
      {
        ...{ institution_oid: institutionOid, guidance_id: guidanceId, version },
        ...{ counsellor_id: counsellorId, student_id: studentId, valid_from: validFrom, valid_until: validUntil },
      },
    ]);
  }

  async keepEnrolment(sql: SqlRunner, body: EventBodies['university.enrolment-published.v1']): Promise<number> {
    const { institutionOid, personId, term, version, status, role = null } = body;
    return keepNewest(sql, ENROLMENTS, [
      { institution_oid: institutionOid, person_id: personId, term, version, status, role },
    ]);
  }

  async keepStudyPlan(sql: SqlRunner, body: EventBodies['university.study-plan-published.v1']): Promise<number> {
    const { institutionOid, studyPlanId, version, studentId, studyRightId = null } = body;
    const studies = body.studies.map(({ courseCode, term = null, completed = null }) => ({
      ...{ courseCode, term, completed },
    }));
    return keepNewest(sql, STUDY_PLANS, [
      {
        ...{ institution_oid: institutionOid, study_plan_id: studyPlanId, version },
        ...{ student_id: studentId, study_right_id: studyRightId, studies },
      },
    ]);
  }

  async keepOrganisation(sql: SqlRunner, body: EventBodies['university.organisation-published.v1']): Promise<number> {
    const { institutionOid, organisationCode, version, name } = body;
    const { parentCode = null, validFrom = null, validUntil = null } = body;
    return keepNewest(sql, ORGANISATIONS, [
      {
        ...{ institution_oid: institutionOid, organisation_code: organisationCode, version, name },
        ...{ parent_code: parentCode, valid_from: validFrom, valid_until: validUntil },
      },
    ]);
  }
}
