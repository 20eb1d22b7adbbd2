import type { EventBodies, EventName } from '#contracts';
import { DEMO } from '#testing/demo';

/** One fact that a system outside publishes. */
export interface OutsideEvent<N extends EventName = EventName> {
  readonly name: N;
  readonly source: 'university' | 'national';
  readonly key: string;
  readonly institutionOid: string;
  readonly body: EventBodies[N];
}

/**
 * The demo institutions as the facts that their systems publish: the universities' own data, and the transfer of the
 * vocational provider's study right. The provider's people reach the services only through their tokens.
 * @param version version of every fact, at least 1
 */
export function demoEvents(version: number): OutsideEvent[] {
  const universities = DEMO.institutions.filter(({ kind }) => kind === 'UNIVERSITY');
  const oids = new Set(universities.map(({ oid }) => oid));
  return [
    ...universities.map(({ oid, name, settings }) =>
      university('university.institution-published.v1', oid, { institutionOid: oid, version, name, settings }),
    ),
    ...DEMO.programmes.map(({ institutionOid, programmeCode, name }) =>
      university('university.degree-programme-published.v1', `${institutionOid}:${programmeCode}`, {
        institutionOid,
        version,
        programmeCode,
        name,
      }),
    ),
    ...DEMO.courses.map(({ institutionOid, courseCode, name, credits, kind, memberCourseCodes, gradeScale }) =>
      university('university.course-published.v1', `${institutionOid}:${courseCode}`, {
        institutionOid,
        version,
        courseCode,
        name,
        credits,
        kind,
        memberCourseCodes: [...memberCourseCodes],
        gradeScale,
      }),
    ),
    ...DEMO.persons
      .filter(({ institutionOid }) => oids.has(institutionOid))
      .map(({ institutionOid, personId, firstName, lastName, email, language, roles, programmeCodes, studentNumber }) =>
        university('university.person-published.v1', personId, {
          institutionOid,
          version,
          personId,
          firstName,
          lastName,
          email,
          language,
          roles: [...roles],
          programmeCodes: [...programmeCodes],
          ...(studentNumber !== undefined && { studentNumber }),
        }),
      ),
    ...DEMO.organisations.map(({ institutionOid, organisationCode, name }) =>
      university('university.organisation-published.v1', `${institutionOid}:${organisationCode}`, {
        ...{ institutionOid, version, organisationCode, name },
      }),
    ),
    ...DEMO.guidance.map(({ institutionOid, ...guidance }) =>
      university('university.guidance-published.v1', guidance.guidanceId, { institutionOid, version, ...guidance }),
    ),
    ...DEMO.enrolments.map(({ institutionOid, ...enrolment }) =>
      university('university.enrolment-published.v1', `${enrolment.personId}:${enrolment.term}`, {
        ...{ institutionOid, version, ...enrolment },
      }),
    ),
    ...DEMO.studyPlans.map(({ institutionOid, studyPlanId, studentId, studyRightId, courseCodes }) =>
      university('university.study-plan-published.v1', studyPlanId, {
        ...{ institutionOid, version, studyPlanId, studentId, studyRightId },
        studies: courseCodes.map((courseCode) => ({ courseCode })),
      }),
    ),
    ...DEMO.studyRights.map((right) =>
      university('university.study-right-published.v1', right.studyRightId, {
        institutionOid: right.institutionOid,
        version,
        studyRightId: right.studyRightId,
        studentId: right.studentId,
        programmeCode: right.programmeCode,
        virtaType: right.virtaType,
        startDate: right.startDate,
        endDate: null,
        states: [{ state: right.virtaState, startDate: right.startDate }],
      }),
    ),
    transfer(),
  ];
}

function transfer(): OutsideEvent {
  const { institutionOid, payload } = DEMO.studyRightTransfer;
  return {
    name: 'national.study-right-transferred.v1',
    source: 'national',
    key: payload.opiskeluoikeudet[0].lähdejärjestelmänId.id,
    institutionOid,
    body: { institutionOid, transfer: payload },
  };
}

function university<N extends EventName>(
  name: N,
  key: string,
  body: EventBodies[N] & { institutionOid: string },
): OutsideEvent {
  return { name, source: 'university', key, institutionOid: body.institutionOid, body };
}
