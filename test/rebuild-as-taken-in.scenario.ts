import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { deadLetterTopic, type EventBodies, type ServiceName, topicOf } from '#contracts';
import { cloudEventMessage, partitionOfKey } from '#messaging';
import { as, closeTesting, database, eventually, outsideClient, publish, readTopic } from '#testing';

/** Institutions that no other test uses. */
const [OWN, OTHER] = ['1.2.246.562.10.99900000031', '1.2.246.562.10.99900000032'];
const PERSONS = 'university.person.v1';
const execute = promisify(execFile);

type Person = EventBodies['university.person-published.v1'];
type StudyRight = EventBodies['study-rights.study-right-stored.v1'];

afterAll(() => closeTesting());

/** The command as an operator runs it. */
async function rebuild(service: ServiceName, copy: string, ...flags: string[]): Promise<string> {
  const program = ['--enable-source-maps', 'dist/scripts/operator.js', 'rebuild', service, copy, ...flags];
  const { stdout, stderr } = await execute(process.execPath, program);
  expect(stdout).toContain(flags.includes('--check') ? 'only compared' : 'swapped in');
  return stdout + stderr;
}

async function rowsOf<T extends object>(service: ServiceName, sql: string, values: unknown[]): Promise<T[]> {
  return (await database(service).query<T>(sql, values)).rows;
}

describe('a rebuild follows the numbers as the live consumer knows the ids', () => {
  const aStudyRight = (studyRightId: string, changes: Partial<StudyRight>): StudyRight => ({
    ...{ institutionOid: OWN, studyRightId, kind: 'VOCATIONAL', version: 1, learnerId: `learner-${studyRightId}` },
    ...{ type: 'ammatillinenkoulutus', state: 'lasna', live: true, startDate: '2026-08-10', endDate: null },
    ...{ programmeCode: '361902', sourceId: null },
    ...changes,
  });
  /** Gives a version the same id and number each time it is published, as an outbox does. */
  const publisherOf = (studyRightId: string) => {
    const ids = new Map<number, string>();
    return async (body: StudyRight): Promise<void> => {
      const id = ids.get(body.version) ?? randomUUID();
      ids.set(body.version, id);
      const sequence = String(1000 + body.version).padStart(19, '0');
      await publish('study-rights.study-right-stored.v1', studyRightId, body.institutionOid, body, { id, sequence });
    };
  };
  const copyOf = (studyRightId: string) =>
    rowsOf<{ institution_oid: string; version: number; live: boolean }>(
      'applications',
      'SELECT institution_oid, version, live FROM study_right_copy WHERE study_right_id = $1 ORDER BY 1',
      [studyRightId],
    );
  it('a key with v0 v1 v2 v1 ends with v2', async () => {
    const studyRightId = `late-${randomUUID()}`;
    const store = publisherOf(studyRightId);
    const versions = [1, 2, 3].map((version) => aStudyRight(studyRightId, { version, live: version < 3 }));
    const [v0, v1, v2] = versions as [StudyRight, StudyRight, StudyRight];
    for (const one of [v0, v1, v2, v1]) await store(one);
    const expected = [{ institution_oid: OWN, version: 3, live: false }];
    await eventually('v2', async () => (await copyOf(studyRightId))[0]?.version === 3);
    await database('applications').query('DELETE FROM study_right_copy WHERE study_right_id = $1', [studyRightId]);
    await rebuild('applications', 'study-rights');
    expect(await copyOf(studyRightId)).toEqual(expected);
  }, 120_000);

  it('a late fact does not bring back the row of an institution that the study right has left', async () => {
    const studyRightId = `moved-${randomUUID()}`;
    const store = publisherOf(studyRightId);
    const [v0, v1] = [aStudyRight(studyRightId, {}), aStudyRight(studyRightId, { version: 2 })];
    const v2 = aStudyRight(studyRightId, { version: 3, institutionOid: OTHER });
    for (const one of [v0, v1, v2, v1]) await store(one);
    // Behind the late one on its partition.
    const last = aStudyRight(studyRightId, { version: 4, institutionOid: OTHER });
    await store(last);
    const expected = [{ institution_oid: OTHER, version: 4, live: true }];
    await eventually('the last', async () => (await copyOf(studyRightId)).some(({ version }) => version === 4));
    expect(await copyOf(studyRightId)).toEqual(expected);
    await database('applications').query('DELETE FROM study_right_copy WHERE study_right_id = $1', [studyRightId]);
    await rebuild('applications', 'study-rights');
    expect(await copyOf(studyRightId)).toEqual(expected);
  }, 120_000);
});

describe('people in a rebuild', () => {
  const aPerson = (personId: string, changes: Partial<Person> = {}): Person => ({
    ...{ institutionOid: OWN, version: 1, personId, firstName: 'Kerttu', lastName: `Katoava${personId.slice(0, 8)}` },
    ...{ language: 'fi', email: null, roles: ['HANDLER'], programmeCodes: [] },
    ...changes,
  });
  const publishPerson = (body: Person) => publish('university.person-published.v1', body.personId, OWN, body);
  const clear = (personId: string) => outsideClient().publishRaw(PERSONS, { key: personId, value: null });
  const inCopy = (personId: string) =>
    rowsOf<{ version: number; first_name: string | null; forgotten: boolean }>(
      'applications',
      'SELECT version, first_name, forgotten FROM person_copy WHERE person_id = $1',
      [personId],
    );
  const untilCopied = (personId: string, version: number, forgotten = false) =>
    eventually(`version ${version} of the person`, async () => {
      const [row] = await inCopy(personId);
      return row?.version === version && row.forgotten === forgotten;
    });
  const lettersOf = async (personId: string, count: number) => {
    const otso = await as('otso');
    const path = `/api/applications/v1/dead-letters?topic=${PERSONS}&key=${personId}`;
    return eventually('its letters', async () => {
      const { body } = await otso.get<{ items: { id: string; code: string; failure: string }[] }>(path);
      return body.items.length === count && body.items;
    });
  };
  const replay = async (id: string) => {
    const reply = await (await as('otso')).post<object>(`/api/applications/v1/dead-letters/${id}/replay`, {});
    expect(reply).toMatchObject({ status: 200, body: { state: 'replayed' } });
  };

  it('on a wrong partition count when an operator has replayed them, and otherwise not', async () => {
    const [counts, doesNot] = [randomUUID(), randomUUID()];
    const { partitions } = topicOf('university.person-published.v1');
    for (const personId of [counts, doesNot]) {
      const envelope = { id: randomUUID(), source: 'university', key: personId, institutionOid: OWN } as const;
      const { body, headers } = cloudEventMessage('university.person-published.v1', envelope, aPerson(personId));
      const partition = (partitionOfKey(personId, partitions) + 1) % partitions;
      await outsideClient().publishRaw(PERSONS, { key: personId, value: Buffer.from(body), headers, partition });
      expect(await lettersOf(personId, 1)).toMatchObject([{ code: 'wrong-partition' }]);
    }
    const [letter] = await lettersOf(counts, 1);
    await replay(letter?.id ?? '');
    await untilCopied(counts, 1);
    await database('applications').query('DELETE FROM person_copy WHERE person_id = $1', [counts]);
    const said = await rebuild('applications', 'persons');
    expect(await inCopy(counts)).toEqual([{ version: 1, first_name: 'Kerttu', forgotten: false }]);
    expect(await inCopy(doesNot)).toEqual([]);
    expect(said).toMatch(/left out: .*unreadable/);
  }, 120_000);

  it('who are forgotten have no name afterwards, even if their row was damaged', async () => {
    const [renamed, removed] = [randomUUID(), randomUUID()];
    for (const personId of [renamed, removed]) {
      await publishPerson(aPerson(personId, { version: 1 }));
      await publishPerson(aPerson(personId, { version: 2 }));
      await clear(personId);
      await publishPerson(aPerson(personId, { version: 1 }));
    }
    for (const personId of [renamed, removed]) await untilCopied(personId, 2, true);
    const damage = `UPDATE person_copy SET first_name = 'X', last_name = 'X', forgotten = false, version = 1
                     WHERE person_id = $1`;
    await database('applications').query(damage, [renamed]);
    await database('applications').query('DELETE FROM person_copy WHERE person_id = $1', [removed]);
    await rebuild('applications', 'persons');
    for (const personId of [renamed, removed]) {
      expect(await inCopy(personId)).toEqual([{ version: 2, first_name: null, forgotten: true }]);
    }
  }, 120_000);

  it('who are forgotten stay so, whatever compaction has left of their key; a newer version counts', async () => {
    const left: readonly ((personId: string) => Promise<unknown>)[] = [
      async () => undefined,
      (personId) => clear(personId),
      (personId) => publishPerson(aPerson(personId, { version: 3 })),
      async (personId) => {
        await clear(personId);
        await publishPerson(aPerson(personId, { version: 3 }));
      },
    ];
    const people: string[] = [];
    for (const leave of left) {
      const personId = randomUUID();
      people.push(personId);
      // As the live consumer has it after version 5 and a tombstone that compaction has taken since.
      await database('applications').query(
        `INSERT INTO person_copy (institution_oid, person_id, version, roles, forgotten) VALUES ($1, $2, 5, '{}', true)`,
        [OWN, personId],
      );
      await leave(personId);
      await untilHandledOn(personId);
    }
    const rows = () => Promise.all(people.map(inCopy));
    const forgotten = people.map(() => [{ version: 5, first_name: null, forgotten: true }]);
    expect(await rows()).toEqual(forgotten);
    for (const flags of [[], ['--drop-unknown', '--yes']]) {
      await rebuild('applications', 'persons', ...flags);
      expect(await rows()).toEqual(forgotten);
    }
    for (const personId of people) await publishPerson(aPerson(personId, { version: 6 }));
    for (const personId of people) await untilCopied(personId, 6);
    await rebuild('applications', 'persons');
    expect(await rows()).toEqual(people.map(() => [{ version: 6, first_name: 'Kerttu', forgotten: false }]));
  }, 180_000);

  /** Another person whose records follow on the same partition. */
  async function untilHandledOn(personId: string): Promise<void> {
    const { partitions } = topicOf('university.person-published.v1');
    let next: string = randomUUID();
    while (partitionOfKey(next, partitions) !== partitionOfKey(personId, partitions)) next = randomUUID();
    await publishPerson(aPerson(next));
    await untilCopied(next, 1);
  }

  it('a tombstone that waited among the dead letters is replayed in its turn, and a rebuild has it too', async () => {
    const personId = randomUUID();
    await publishPerson(aPerson(personId));
    await untilCopied(personId, 1);
    const applications = database('applications');
    const broken = `test_broken_${personId.replaceAll('-', '')}`;
    await applications.query(`
      CREATE FUNCTION ${broken}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
      CREATE TRIGGER ${broken} BEFORE INSERT OR UPDATE ON person_copy FOR EACH ROW
        WHEN (NEW.person_id = '${personId}') EXECUTE FUNCTION ${broken}();`);
    try {
      await publishPerson(aPerson(personId, { version: 2 }));
      await clear(personId);
      await lettersOf(personId, 2);
    } finally {
      await applications.query(`DROP TRIGGER ${broken} ON person_copy; DROP FUNCTION ${broken}();`);
    }
    const letters = await lettersOf(personId, 2);
    expect(letters.map(({ failure }) => failure).toSorted()).toEqual(['bug', 'parked-key']);
    const onTopic = await readTopic(
      deadLetterTopic(PERSONS, 'applications'),
      ({ key, headers }) => key === personId && headers['dlt-failure'] === 'parked-key',
    );
    expect(onTopic.headers['dlt-tombstone']).toBe('true');
    expect(await inCopy(personId)).toEqual([{ version: 1, first_name: 'Kerttu', forgotten: false }]);
    for (const failure of ['bug', 'parked-key']) {
      await replay(letters.find((letter) => letter.failure === failure)?.id ?? '');
    }
    const forgotten = [{ version: 2, first_name: null, forgotten: true }];
    expect(await inCopy(personId)).toEqual(forgotten);
    expect(await rowsOf('applications', 'SELECT FROM parked_key WHERE key = $1', [personId])).toEqual([]);
    await applications.query('DELETE FROM person_copy WHERE person_id = $1', [personId]);
    await rebuild('applications', 'persons');
    expect(await inCopy(personId)).toEqual(forgotten);
  }, 120_000);
});
