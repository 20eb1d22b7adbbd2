import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { deadLetterTopic, type EventBodies, type EventName, type ServiceName, topicOf } from '#contracts';
import { cloudEventMessage } from '#messaging';
import { database, eventually, outsideClient, publish, readTopic, type TopicMessage, topicMessages } from '#testing';

/** An institution that no other test uses. */
const OWN = '1.2.246.562.10.99900000025';

type Course = EventBodies['university.course-published.v1'];
type Person = EventBodies['university.person-published.v1'];

const course = (courseCode: string, changes: Partial<Course> = {}): Course => ({
  ...{ institutionOid: OWN, version: 1, courseCode, name: { fi: 'Kurssi', sv: 'Kurs', en: 'Course' }, credits: 5 },
  ...{ kind: 'COURSE', memberCourseCodes: [], gradeScale: '0-5' },
  ...changes,
});
const person = (personId: string, changes: Partial<Person> = {}): Person => ({
  ...{ institutionOid: OWN, version: 1, personId, firstName: 'Kerttu', lastName: 'Katoava', language: 'fi' },
  ...{ email: `kerttu.${personId}@yliopisto.example`, roles: ['HANDLER', 'DECISION_MAKER'], programmeCodes: [] },
  ...changes,
});

async function letterOf(name: EventName, service: ServiceName, key: string): Promise<TopicMessage> {
  return readTopic(deadLetterTopic(topicOf(name).name, service), (message) => message.key === key);
}

async function rowOf<T extends object>(service: ServiceName, sql: string, values: unknown[]): Promise<T | undefined> {
  const { rows } = await database(service).query<T>(sql, values);
  return rows[0];
}

describe('a fact of the university in a version that is known', () => {
  const keyOf = (code: string) => `${OWN}:${code}`;
  const courseIn = (service: ServiceName, code: string) =>
    rowOf<{ version: number; name: { fi: string } }>(
      service,
      'SELECT version, name FROM course_copy WHERE institution_oid = $1 AND course_code = $2',
      [OWN, code],
    );

  it('with other content is refused by each consumer: its sender reads why, the copy stays, the key goes on', async () => {
    const code = `VER-${randomUUID().slice(0, 8)}`;
    const publishCourse = (changes: Partial<Course>) =>
      publish('university.course-published.v1', keyOf(code), OWN, course(code, changes));
    await publishCourse({ version: 3 });
    await publishCourse({ version: 3, name: { fi: 'Toinen nimi' }, credits: 7 });
    for (const service of ['applications', 'decisions'] as const) {
      const { headers } = await letterOf('university.course-published.v1', service, keyOf(code));
      expect(headers).toMatchObject({
        ...{ 'dlt-failure': 'refused', 'dlt-code': 'version-conflict', 'dlt-attempts': '1' },
        'dlt-detail': 'version 3 is known with another name, credits',
      });
      expect(await courseIn(service, code)).toMatchObject({ version: 3, name: { fi: 'Kurssi' } });
    }
    await publishCourse({ version: 4, name: { fi: 'Uusi nimi' } });
    for (const service of ['applications', 'decisions'] as const) {
      await eventually('the key goes on', async () => (await courseIn(service, code))?.version === 4);
      const parked = await rowOf(service, 'SELECT FROM parked_key WHERE key = $1', [keyOf(code)]);
      expect(parked).toBeUndefined();
    }
  });

  it('with the same content, or an older one, makes no dead letter, as in a full reload', async () => {
    const code = `VER-${randomUUID().slice(0, 8)}`;
    const publishCourse = (changes: Partial<Course>) =>
      publish('university.course-published.v1', keyOf(code), OWN, course(code, changes));
    await publishCourse({ version: 2, credits: 4 });
    await publishCourse({ version: 2, credits: 4.0, validUntil: null });
    await publishCourse({ version: 1, name: { fi: 'Vanha' } });
    await publishCourse({ version: 3 });
    for (const service of ['applications', 'decisions'] as const) {
      await eventually('all four', async () => (await courseIn(service, code))?.version === 3);
      const letters = await topicMessages(deadLetterTopic('university.course.v1', service));
      expect(letters.filter(({ key }) => key === keyOf(code))).toEqual([]);
    }
  });

  it.each<[string, (id: string) => [EventName, string, ServiceName[], object, object]]>([
    [
      'a person',
      (id) => {
        const services: ServiceName[] = ['applications', 'decisions', 'notifications'];
        return ['university.person-published.v1', id, services, person(id), person(id, { firstName: 'Toinen' })];
      },
    ],
    [
      'a degree programme',
      (id) => {
        const body = { institutionOid: OWN, version: 1, programmeCode: id.slice(0, 8), name: { fi: 'Ohjelma' } };
        const other = { ...body, name: { fi: 'Toinen' } };
        const key = `${OWN}:${body.programmeCode}`;
        return ['university.degree-programme-published.v1', key, ['applications', 'decisions'], body, other];
      },
    ],
    [
      'an institution',
      () => {
        const institutionOid = `1.2.246.562.10.998${String(Date.now()).slice(-8)}`;
        const settings = { emailHandlerOnArrival: true, notifyRecorder: false };
        const body = { institutionOid, version: 1, name: { fi: 'Korkeakoulu' }, settings };
        const other = { ...body, settings: { ...settings, emailHandlerOnArrival: false } };
        return ['university.institution-published.v1', institutionOid, ['notifications'], body, other];
      },
    ],
    [
      'a study right',
      (id) => {
        const dates = { startDate: '2024-08-01', endDate: null };
        const states = [{ state: 1, startDate: '2024-08-01' }];
        const body = { institutionOid: OWN, version: 1, studyRightId: id, studentId: randomUUID(), ...dates, states };
        const full = { ...body, programmeCode: 'TKT-KANDI', virtaType: 2 };
        return ['university.study-right-published.v1', id, ['study-rights'], full, { ...full, virtaType: 3 }];
      },
    ],
  ])('%s: other content under a known version is refused', async (_, made) => {
    const [name, key, services, body, other] = made(randomUUID());
    const institutionOid = (body as { institutionOid: string }).institutionOid;
    for (const one of [body, body, other]) await publish(name, key, institutionOid, one as never);
    for (const service of services) {
      const letter = await letterOf(name, service, key);
      expect(letter.headers).toMatchObject({ 'dlt-failure': 'refused', 'dlt-code': 'version-conflict' });
      expect(letter.body).toEqual(other);
    }
  });

  it('fills in what a copy of an earlier release lacks; other content under that version is refused all the same', async () => {
    const code = `SCA-${randomUUID().slice(0, 8)}`;
    const publishCourse = (changes: Partial<Course>) =>
      publish('university.course-published.v1', keyOf(code), OWN, course(code, changes));
    const scale = async () => {
      const statement = 'SELECT grade_scale FROM course_copy WHERE institution_oid = $1 AND course_code = $2';
      return (await rowOf<{ grade_scale: string | null }>('decisions', statement, [OWN, code]))?.grade_scale;
    };
    await publishCourse({ version: 3 });
    await eventually('the course is known', async () => (await scale()) === '0-5');
    await database('decisions').query('UPDATE course_copy SET grade_scale = NULL WHERE course_code = $1', [code]);
    await publishCourse({ version: 3, name: { fi: 'Toinen nimi' } });
    const { headers } = await letterOf('university.course-published.v1', 'decisions', keyOf(code));
    expect(headers).toMatchObject({ 'dlt-code': 'version-conflict' });
    expect(await scale()).toBeNull();
    await publishCourse({ version: 3 });
    await eventually('the scale is filled in', async () => (await scale()) === '0-5');
  });

  it('one among 500 that are handled together is refused by itself; all others have their effect', async () => {
    const run = randomUUID().slice(0, 8);
    const codes = Array.from({ length: 500 }, (_, n) => `${run}-${n}`);
    const [spoilt = ''] = codes.slice(250);
    await publish('university.course-published.v1', keyOf(spoilt), OWN, course(spoilt));
    await eventually('the first', async () => courseIn('applications', spoilt));
    await outsideClient().publish(
      codes.map((code) => {
        const envelope = { id: randomUUID(), source: 'university' as const, key: keyOf(code), institutionOid: OWN };
        return cloudEventMessage(
          'university.course-published.v1',
          envelope,
          course(code, code === spoilt ? { credits: 9 } : {}),
        );
      }),
    );
    await letterOf('university.course-published.v1', 'applications', keyOf(spoilt));
    await eventually('all others', async () => {
      const found = await rowOf<{ n: string }>(
        'applications',
        'SELECT count(*) AS n FROM course_copy WHERE institution_oid = $1 AND course_code LIKE $2 AND credits = 5',
        [OWN, `${run}-%`],
      );
      return Number(found?.n) === 500;
    });
    const letters = await topicMessages(deadLetterTopic('university.course.v1', 'applications'));
    expect(letters.filter(({ key }) => key?.includes(run)).map(({ key }) => key)).toEqual([keyOf(spoilt)]);
  });
});

describe('a tombstone of a person', () => {
  const COPIES: readonly [ServiceName, string][] = [
    ['applications', 'person_copy'],
    ['decisions', 'staff_copy'],
    ['decisions', 'student_copy'],
    ['notifications', 'person'],
  ];
  const clear = (personId: string) =>
    outsideClient().publishRaw('university.person.v1', { key: personId, value: null });
  /** As a student who also teaches: every copy has such a person. */
  const both = { roles: ['STUDENT', 'HANDLER'] } satisfies Partial<Person>;
  const publishPerson = (body: Person) => publish('university.person-published.v1', body.personId, OWN, body);
  const isEverywhere = async (personId: string, condition: string) => {
    for (const [service, table] of COPIES) {
      await eventually(`${condition} in ${table}`, async () =>
        rowOf(service, `SELECT FROM ${table} WHERE person_id::text = $1 AND ${condition}`, [personId]),
      );
    }
  };
  /** Tables of a service in which the text stands anywhere, apart from the records of the messaging itself. */
  const tablesWith = async (service: ServiceName, text: string) => {
    const { rows } = await database(service).query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const sql = `SELECT FROM "${name}" t WHERE position($1 IN t::text) > 0 LIMIT 1`;
      if (await rowOf(service, sql, [text])) found.push(name);
    }
    return found;
  };

  it('removes name and address from every copy of every service; id and version stay', async () => {
    const personId = randomUUID();
    const lastName = `Katoava${personId.slice(0, 8)}`;
    const body = person(personId, { version: 4, lastName, ...both });
    await publishPerson(body);
    await isEverywhere(personId, 'version = 4');
    await clear(personId);
    await isEverywhere(personId, 'forgotten AND version = 4');
    for (const service of ['applications', 'decisions', 'notifications', 'study-rights', 'recognition-bank'] as const) {
      expect([service, await tablesWith(service, lastName)]).toEqual([service, []]);
      expect([service, await tablesWith(service, body.email ?? '')]).toEqual([service, []]);
    }
  });

  it('may come again; the older fact does not bring the name back, a newer one does', async () => {
    const personId = randomUUID();
    await publishPerson(person(personId, { version: 2, ...both }));
    await clear(personId);
    await clear(personId);
    await publishPerson(person(personId, { version: 2, ...both }));
    await publishPerson(person(personId, { version: 1, firstName: 'Vanha', ...both }));
    // Behind the others under the same key: once it is handled, so are they.
    await clear(personId);
    await isEverywhere(personId, 'forgotten AND version = 2');
    for (const [service] of COPIES) {
      const letters = await topicMessages(deadLetterTopic('university.person.v1', service));
      expect(letters.filter(({ key }) => key === personId)).toEqual([]);
    }
    await publishPerson(person(personId, { version: 3, firstName: 'Uusi', ...both }));
    await isEverywhere(personId, 'NOT forgotten AND version = 3');
  });

  it('gives up what has not been delivered to the person, and what comes later', async () => {
    const [handlerId, studentId] = [randomUUID(), randomUUID()];
    // E-mails wait for the institution's own settings.
    const settings = { emailHandlerOnArrival: true, notifyRecorder: false };
    const institution = { institutionOid: OWN, version: 1, name: { fi: 'Korkeakoulu' }, settings };
    await publish('university.institution-published.v1', OWN, OWN, institution);
    await publishPerson(person(handlerId));
    const waiting = async (state: string, applicationId: string) =>
      eventually(`messages are ${state}`, async () => {
        const { rows } = await database('notifications').query<{ state: string; reason: string | null }>(
          'SELECT state, reason FROM message WHERE application_id = $1 AND recipient_id::text = $2',
          [applicationId, handlerId],
        );
        return rows.length === 2 && rows.every((row) => row.state === state) && rows;
      });
    const submitted = async (applicationId: string) => {
      await database('notifications').query(
        `INSERT INTO message (id, institution_oid, recipient_id, event_id, channel, template, parameters, application_id,
           student_id, state, created_at)
         SELECT gen_random_uuid(), $1, $2, $3, channel, 'notification.application.submitted.handler', '{"partCount": 1}',
                $4, $5, 'PENDING', now() FROM unnest(ARRAY['DESK', 'EMAIL']) AS channel`,
        [OWN, handlerId, randomUUID(), applicationId, studentId],
      );
    };
    const before = randomUUID();
    await submitted(before);
    await clear(handlerId);
    const given = await waiting('SKIPPED', before);
    expect(given.map(({ reason }) => reason)).toEqual(['RECIPIENT_FORGOTTEN', 'RECIPIENT_FORGOTTEN']);
    const after = randomUUID();
    await submitted(after);
    await publishPerson(person(studentId, { roles: ['STUDENT'] }));
    expect((await waiting('SKIPPED', after)).map(({ reason }) => reason)).toEqual([
      'RECIPIENT_FORGOTTEN',
      'RECIPIENT_FORGOTTEN',
    ]);
  });

  it('takes the views and the other preferences of the person away, and nobody else’s', async () => {
    const [personId, other] = [randomUUID(), randomUUID()];
    await database('notifications').query(
      `INSERT INTO preferences (institution_oid, person_id, shortcuts, views, changed_at)
       SELECT $1, id, false, '[]', now() FROM unnest(ARRAY[$2, $3]) AS id`,
      [OWN, personId, other],
    );
    const has = (id: string) => rowOf('notifications', 'SELECT FROM preferences WHERE person_id = $1', [id]);
    await clear(personId);
    await eventually('the preferences are gone', async () => !(await has(personId)));
    expect(await has(other)).toBeDefined();
  });

  it('leaves a decision the name of who made it (Administrative Procedure Act, section 44)', async () => {
    const [personId, decisionId, applicationId] = [randomUUID(), randomUUID(), randomUUID()];
    const decisions = database('decisions');
    await publishPerson(person(personId, { firstName: 'Pia', lastName: 'Päättäjä', ...both }));
    await isEverywhere(personId, 'version = 1');
    await decisions.query(
      `INSERT INTO application_case (institution_oid, application_id, version, state, student_id, study_right_id, programme_code)
       VALUES ($1, $2, 1, 'HANDLED', gen_random_uuid(), 'x', 'X')`,
      [OWN, applicationId],
    );
    // As decisions were written before they kept the name themselves.
    await decisions.query(
      `INSERT INTO decision (id, institution_oid, application_id, part_id, round, state, outcome, granted_credits, keywords,
         reasons, decider_id, decided_at)
       VALUES ($1, $2, $3, gen_random_uuid(), 1, 'FINAL', 'REJECTED', 0, '{}', 'Ei riitä', $4, now())`,
      [decisionId, OWN, applicationId, personId],
    );
    await clear(personId);
    await isEverywhere(personId, 'forgotten');
    const kept = await rowOf('decisions', 'SELECT decider_id, decider_name FROM decision WHERE id = $1', [decisionId]);
    expect(kept).toEqual({ decider_id: personId, decider_name: 'Pia Päättäjä' });
    expect(await tablesWith('decisions', 'Pia Päättäjä')).toEqual(['decision']);
  });

  it.each(['university.course.v1', 'university.degree-programme.v1', 'university.study-right.v1'])(
    'on %s means nothing: what was published stays until a newer version retires it',
    async (topic) => {
      const code = `TOM-${randomUUID().slice(0, 8)}`;
      const key = `${OWN}:${code}`;
      await publish('university.course-published.v1', key, OWN, course(code));
      await outsideClient().publishRaw(topic, { key, value: null });
      const next = `TOM-${randomUUID().slice(0, 8)}`;
      await publish('university.course-published.v1', `${OWN}:${next}`, OWN, course(next));
      await eventually('both', async () => {
        const found = await rowOf<{ n: string }>(
          'applications',
          'SELECT count(*) AS n FROM course_copy WHERE institution_oid = $1 AND course_code = ANY ($2)',
          [OWN, [code, next]],
        );
        return Number(found?.n) === 2;
      });
    },
  );
});
