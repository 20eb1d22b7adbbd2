import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { EventBodies } from '#contracts';
import { cloudEventMessage } from '#messaging';
import { database, eventually, outsideClient } from '#testing';

/** An institution that no other test looks at. */
const OID = '1.2.246.562.10.99900000001';

/** A whole register is published at once: courses by the hundred, some of them changed meanwhile. */
describe('courses and people published together', () => {
  const course = (courseCode: string, version: number): EventBodies['university.course-published.v1'] => ({
    institutionOid: OID,
    version,
    courseCode,
    name: { fi: `Kurssi ${version}`, sv: `Kurs ${version}`, en: `Course ${version}` },
    credits: version,
    kind: 'COURSE',
    memberCourseCodes: [],
    gradeScale: '0-5',
  });
  const person = (personId: string, version: number): EventBodies['university.person-published.v1'] => ({
    institutionOid: OID,
    version,
    personId,
    firstName: `Etu ${version}`,
    lastName: 'Suku',
    email: null,
    language: 'fi',
    roles: version > 1 ? ['HANDLER', 'DECISION_MAKER'] : ['HANDLER'],
    programmeCodes: [],
  });

  it('each course is there once, as its newest version says', async () => {
    const run = randomUUID().slice(0, 8);
    const codes = Array.from({ length: 300 }, (_, n) => `${run}-${n}`);
    const messages = codes.flatMap((code, n) =>
      (n % 3 === 0 ? [1, 3, 2] : [1]).map((version) =>
        cloudEventMessage(
          'university.course-published.v1',
          { id: randomUUID(), source: 'university', key: `${OID}:${code}`, institutionOid: OID },
          course(code, version),
        ),
      ),
    );
    await outsideClient().publish(messages);
    const rows = await eventually('all courses', async () => {
      const { rows: found } = await database('applications').query<{
        code: string;
        version: number;
        name: { fi: string };
      }>(`SELECT course_code AS code, version, name FROM course_copy WHERE course_code LIKE $1 || '-%'`, [run]);
      return found.length === 300 && found.filter(({ version }) => version === 3).length === 100 && found;
    });
    expect(new Map(rows.map(({ code, version }) => [code, version]))).toEqual(
      new Map(codes.map((code, n) => [code, n % 3 === 0 ? 3 : 1])),
    );
    expect(rows.every(({ version, name }) => name.fi === `Kurssi ${version}`)).toBe(true);
  });

  it('a person keeps the roles of the newest version', async () => {
    const personId = randomUUID();
    await outsideClient().publish(
      [1, 2, 1].map((version) =>
        cloudEventMessage(
          'university.person-published.v1',
          { id: randomUUID(), source: 'university', key: personId, institutionOid: OID },
          person(personId, version),
        ),
      ),
    );
    const rolesOf = async () => {
      const { rows } = await database('applications').query<{ roles: string[]; version: number }>(
        'SELECT roles, version FROM person_copy WHERE person_id = $1',
        [personId],
      );
      return rows[0]?.version === 2 && rows[0].roles;
    };
    expect(await eventually('the person', rolesOf)).toEqual(['DECISION_MAKER', 'HANDLER']);
  });
});
