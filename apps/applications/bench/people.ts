import { randomUUID } from 'node:crypto';
import { cloudEventMessage, KafkaOutsideClient } from '#messaging';
import { DEMO } from '#testing/demo';
import { topicOf, type EventBodies, type EventName } from '#contracts';

/** The university of the benchmark: one of the demo institutions, with its courses, and people of its own. */
export const INSTITUTION = DEMO.institutions[0]?.oid ?? '';
export const PROGRAMME = DEMO.programmes.find(({ institutionOid }) => institutionOid === INSTITUTION);
export const COURSES = DEMO.courses.filter(
  ({ institutionOid, kind, gradeScale }) => institutionOid === INSTITUTION && kind === 'COURSE' && gradeScale === '0-5',
);

export interface BenchStudent {
  readonly personId: string;
  readonly studyRightId: string;
}

/** More than requests are under way at a time: drafts of one student are made one after another. */
export const STUDENTS: readonly BenchStudent[] = Array.from({ length: 16 }, () => ({
  personId: randomUUID(),
  studyRightId: randomUUID(),
}));
export const HANDLER = randomUUID();
export const RECORDER = randomUUID();

const STUDY_RIGHTS_SINCE = '2020-08-01';

/** Publishes what the services copy from others: people, study rights, the programme, its courses. */
export async function publishUniversity(kafkaBrokers: readonly string[]): Promise<void> {
  const fixed = { institutionOid: INSTITUTION, version: 1 };
  const programmeCode = PROGRAMME?.programmeCode ?? '';
  const person = (personId: string, role: 'STUDENT' | 'HANDLER' | 'RECORDER', name: string) => {
    const body = { personId, firstName: 'Mitta', lastName: name, email: null, language: 'fi' as const, roles: [role] };
    return fact('university.person-published.v1', personId, { ...fixed, ...body, programmeCodes: [] });
  };
  const messages = [
    fact('university.degree-programme-published.v1', `${INSTITUTION}:${programmeCode}`, {
      ...{ ...fixed, programmeCode, name: PROGRAMME?.name ?? { fi: '' } },
    }),
    ...COURSES.map(({ courseCode, name, credits, gradeScale }) =>
      fact('university.course-published.v1', `${INSTITUTION}:${courseCode}`, {
        ...{ ...fixed, courseCode, name, credits, kind: 'COURSE', memberCourseCodes: [], gradeScale },
      }),
    ),
    person(HANDLER, 'HANDLER', 'Käsittelijä'),
    person(RECORDER, 'RECORDER', 'Kirjaaja'),
    ...STUDENTS.flatMap(({ personId, studyRightId }, n) => [
      person(personId, 'STUDENT', `Opiskelija-${n}`),
      fact('study-rights.study-right-stored.v1', studyRightId, {
        ...{ ...fixed, studyRightId, kind: 'HIGHER_EDUCATION', learnerId: personId, type: '2', state: '1', live: true },
        ...{ startDate: STUDY_RIGHTS_SINCE, endDate: null, programmeCode, sourceId: null },
      }),
    ]),
  ];
  const client = new KafkaOutsideClient(kafkaBrokers);
  try {
    await client.publish(messages);
  } finally {
    await client.close();
  }
}

function fact<N extends EventName>(name: N, key: string, body: EventBodies[N]) {
  const { producer: source } = topicOf(name);
  const time = new Date().toISOString();
  return cloudEventMessage(name, { id: randomUUID(), source, key, institutionOid: INSTITUTION, time }, body);
}
