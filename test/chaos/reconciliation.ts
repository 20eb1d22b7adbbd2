import { type ServiceName } from '#contracts';
import type { Pools } from './pools.js';
import type { Fault, TopicRecord } from './evidence.js';

type Facts = ReadonlyMap<string, string>;

/** Two views of the same facts, by the key that both know. */
interface Comparison {
  readonly what: string;
  readonly one: Facts;
  readonly other: Facts;
}

/** Compares what the services know of each other's facts, when nothing is in flight. */
export async function disagreementsOf(
  pools: Pools,
  records: readonly TopicRecord[],
  faults: readonly Fault[],
): Promise<{ disagreements: string[]; compared: number }> {
  const facts = async (service: ServiceName, sql: string): Promise<Facts> => {
    const { rows } = await pools[service].query<{ key: string; value: string }>(sql);
    return new Map(rows.map(({ key, value }) => [key, value]));
  };
  const poisoned = new Set(
    faults.flatMap((fault) => (fault.kind === 'poison' ? fault.places.map(({ key }) => key) : [])),
  );
  const newest = (name: string, keyOf: (body: TopicRecord['body']) => string): Facts => {
    const versions = new Map<string, string>();
    for (const { name: of, key, body } of records) {
      const version = Number(body['version']);
      if (of !== name || poisoned.has(key)) continue;
      if (version > Number(versions.get(keyOf(body)) ?? 0)) versions.set(keyOf(body), String(version));
    }
    return versions;
  };
  const persons = newest('university.person-published.v1', (body) => String(body['personId']));
  const courses = newest('university.course-published.v1', (body) => String(body['courseCode']));
  const programmes = newest('university.degree-programme-published.v1', (body) => String(body['programmeCode']));

  const comparisons: Comparison[] = [
    {
      what: 'part in applications and decisions',
      one: await facts('applications', PARTS_OF_APPLICATIONS),
      other: await facts('decisions', PARTS_OF_CASES),
    },
    {
      what: 'decision in decisions and applications',
      one: await facts('decisions', SETTLED_DECISIONS),
      other: await facts('applications', DECIDED_PARTS),
    },
    {
      what: 'precedent in decisions and recognition-bank',
      one: await facts(
        'decisions',
        `SELECT bank_key::text AS key, 'there' AS value FROM decision WHERE state = 'RECORDED'`,
      ),
      other: await facts('recognition-bank', `SELECT bank_key::text AS key, 'there' AS value FROM precedent`),
    },
    {
      what: 'study right in study-rights and applications',
      one: await facts('study-rights', STUDY_RIGHTS),
      other: await facts(
        'applications',
        `SELECT study_right_id AS key, version || ' ' || invalidated AS value FROM study_right_copy`,
      ),
    },
    {
      // Decisions follows those of higher education only.
      what: 'study right in study-rights and decisions',
      one: await facts('study-rights', HIGHER_EDUCATION),
      other: await facts(
        'decisions',
        `SELECT study_right_id AS key, version || ' false' AS value FROM study_right_copy`,
      ),
    },
    {
      what: 'person on the topic and in applications',
      one: persons,
      other: await facts('applications', `SELECT person_id::text AS key, version::text AS value FROM person_copy`),
    },
    {
      what: 'person on the topic and in notifications',
      one: persons,
      other: await facts('notifications', `SELECT person_id::text AS key, version::text AS value FROM person`),
    },
    {
      what: 'course on the topic and in applications',
      one: courses,
      other: await facts('applications', COURSES),
    },
    { what: 'course on the topic and in decisions', one: courses, other: await facts('decisions', COURSES) },
    {
      what: 'programme on the topic and in applications',
      one: programmes,
      other: await facts(
        'applications',
        `SELECT programme_code AS key, version::text AS value FROM degree_programme_copy`,
      ),
    },
    {
      what: 'programme on the topic and in decisions',
      one: programmes,
      other: await facts('decisions', `SELECT programme_code AS key, version::text AS value FROM programme_copy`),
    },
  ];
  return {
    disagreements: comparisons.flatMap(differences),
    compared: comparisons.reduce((sum, { one }) => sum + one.size, 0),
  };
}

/** Both sides of a comparison must have the same keys with the same values. */
export function differences({ what, one, other }: Comparison): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((key) => {
    const [left, right] = [one.get(key), other.get(key)];
    return left === right ? [] : [`${what} ${key}: ${left ?? 'missing'} / ${right ?? 'missing'}`];
  });
}

const COURSES = `SELECT course_code AS key, version::text AS value FROM course_copy`;

const PARTS_OF_APPLICATIONS = `
  SELECT part.id::text AS key,
         concat_ws(' ', 'v' || application.version, part.state, part.outcome, part.round, part.handler_id) AS value
    FROM application_part part
    JOIN application ON (application.institution_oid, application.id) = (part.institution_oid, part.application_id)
   WHERE application.submitted_at IS NOT NULL`;

const PARTS_OF_CASES = `
  SELECT part.part_id::text AS key,
         concat_ws(' ', 'v' || applicationCase.version, part.state, part.outcome, part.round, part.handler_id) AS value
    FROM case_part part
    JOIN application_case applicationCase ON (applicationCase.institution_oid, applicationCase.application_id) = (part.institution_oid, part.application_id)`;

/** An unanswered proposal shows as a difference: at rest there is none. */
const SETTLED_DECISIONS = `
  SELECT id::text AS key, concat_ws(' ', part_id, outcome, CASE state WHEN 'FINAL' THEN 'decided' WHEN 'RECORDED' THEN 'recorded' ELSE state END) AS value
    FROM decision WHERE state <> 'VOID'`;

const DECIDED_PARTS = `
  SELECT decision_id::text AS key,
         concat_ws(' ', id, outcome, CASE WHEN outcome = 'APPROVED' AND state = 'HANDLED' THEN 'recorded' ELSE 'decided' END) AS value
    FROM application_part WHERE decision_id IS NOT NULL`;

const HIGHER_EDUCATION = `SELECT id AS key, version || ' false' AS value FROM higher_education_study_right`;

const STUDY_RIGHTS = `
  SELECT oid AS key, version || ' ' || invalidated AS value FROM study_right UNION ALL ${HIGHER_EDUCATION}`;
