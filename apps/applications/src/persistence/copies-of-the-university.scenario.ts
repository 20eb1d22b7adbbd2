import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { deadLetterTopic, type EventName, topicOf } from '#contracts';
import { database, eventually, outsideClient, publish, readTopic } from '#testing';

/** An institution that no other test looks at. */
const OID = '1.2.246.562.10.99900000049';

async function rowOf(table: string, key: string, value: string): Promise<Record<string, unknown> | undefined> {
  const { rows } = await database('applications').query<Record<string, unknown>>(
    `SELECT * FROM ${table} WHERE institution_oid = $1 AND ${key} = $2`,
    [OID, value],
  );
  return rows[0];
}

describe('what a university may publish besides its register', () => {
  const own = randomUUID();

  it.each([
    [
      ...(['university.guidance-published.v1', 'guidance_copy', 'guidance_id', own] as const),
      { guidanceId: own, counsellorId: `c-${own}`, studentId: `s-${own}`, validFrom: '2026-08-01' },
      { counsellor_id: `c-${own}`, student_id: `s-${own}`, valid_until: null },
    ],
    [
      ...(['university.enrolment-published.v1', 'enrolment_copy', 'person_id', `${own}:2026-AUTUMN`] as const),
      { personId: own, term: '2026-AUTUMN', status: 'ABSENT' },
      { status: 'ABSENT', role: null },
    ],
    [
      ...(['university.study-plan-published.v1', 'study_plan_copy', 'study_plan_id', own] as const),
      { studyPlanId: own, studentId: `s-${own}`, studies: [{ courseCode: 'TKT-101', completed: true }] },
      { study_right_id: null, studies: [{ courseCode: 'TKT-101', term: null, completed: true }] },
    ],
    [
      ...(['university.organisation-published.v1', 'organisation_copy', 'organisation_code', `${OID}:${own}`] as const),
      { organisationCode: own, name: { fi: 'Osasto' } },
      { name: { fi: 'Osasto' }, parent_code: null },
    ],
  ])('%s: the newest version is kept, and what is not sent is null', async (name, table, column, key, body, kept) => {
    const fact = (version: number) => ({ institutionOid: OID, version, ...body }) as never;
    for (const version of [2, 1]) await publish(name as EventName, key, OID, fact(version));
    await eventually('the copy', async () => (await rowOf(table, column, own)) !== undefined);
    expect(await rowOf(table, column, own)).toMatchObject({ version: 2, ...kept });
    const other = {
      ...body,
      ...('status' in body && { status: 'ATTENDING' }),
      ...('studentId' in body && { studentId: 'x' }),
    };
    const conflicting = {
      ...other,
      ...('name' in body && { name: { fi: 'Toinen' } }),
      institutionOid: OID,
      version: 2,
    };
    await publish(name as EventName, key, OID, conflicting as never);
    const letter = await readTopic(
      deadLetterTopic(topicOf(name as EventName).name, 'applications'),
      (one) => one.key === key,
    );
    expect(letter.headers).toMatchObject({ 'dlt-code': 'version-conflict' });
  });

  it('of a course and a person what is sent is kept, but no birth date; the number goes with the person', async () => {
    const described = { learningOutcomes: [{ fi: 'Osaa ohjelmoida' }], ownerOrganisationCode: 'TKT' };
    await publish('university.course-published.v1', `${OID}:${own}`, OID, {
      ...{ institutionOid: OID, version: 1, courseCode: own, name: { fi: 'Kurssi' }, credits: 5, kind: 'COURSE' },
      ...{ memberCourseCodes: [], gradeScale: '0-5', successorCourseCode: null, ...described },
    });
    const course = await eventually('the course', () => rowOf('course_copy', 'course_code', own));
    expect(course).toMatchObject({ described });
    await publish('university.person-published.v1', own, OID, {
      ...{ institutionOid: OID, version: 1, personId: own, firstName: 'Sanni', lastName: 'Salo', email: null },
      ...{ language: 'fi', roles: ['STUDENT'], programmeCodes: [], studentNumber: '0123456', birthDate: '2003-04-05' },
    });
    const person = await eventually('the person', () => rowOf('person_copy', 'person_id', own));
    expect(person).toMatchObject({ identifiers: { studentNumber: '0123456' } });
    expect(JSON.stringify(person)).not.toContain('2003');
    await outsideClient().publishRaw('university.person.v1', { key: own, value: null });
    const forgotten = await eventually('the person is forgotten', async () => {
      const row = await rowOf('person_copy', 'person_id', own);
      return row?.['forgotten'] === true && row;
    });
    expect(forgotten).toMatchObject({ identifiers: null, last_name: null });
  });
});
