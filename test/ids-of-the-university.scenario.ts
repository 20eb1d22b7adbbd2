import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { EventBodies } from '#contracts';
import { as, type Client, closeTesting, database, eventually, outsideClient, publish, readTopic } from '#testing';
import { DEMO, demoPerson } from '#testing/demo';

const OSKAR = demoPerson('oskar');
const OLGA = demoPerson('olga');
const RIGHT = DEMO.studyRights.find(({ studentId }) => studentId === OSKAR.personId)?.studyRightId ?? '';
const UNIVERSITY = OSKAR.institutionOid;
const APPLICATIONS = '/api/applications/v1/applications';
const PERSONS = 'university.person.v1';

afterAll(() => closeTesting());

interface Application {
  readonly id: string;
  readonly parts: readonly { readonly id: string; readonly state: string; readonly handlerId: string }[];
  readonly errors?: readonly { readonly path: string; readonly code: string }[];
}

async function succeeded<T>(answer: Promise<{ status: number; body: T }>): Promise<T> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
  return body;
}

function aDraft(student: Client, handlerId: string) {
  return student.post<Application>(APPLICATIONS, {
    studyRightId: RIGHT,
    handlerId,
    parts: [
      {
        type: 'SUBSTITUTION',
        bases: [{ kind: 'COMPETENCE', name: 'Merenkulun työ', gainedOn: '2023-05-20' }],
        targets: [{ courseCode: 'INS-110' }],
        creditsApplied: 5,
      },
    ],
  });
}

function aPerson(personId: string): EventBodies['university.person-published.v1'] {
  const { firstName, lastName, language, institutionOid, programmeCodes } = OSKAR;
  const names = { firstName, lastName, email: null, language };
  return { institutionOid, version: 1, personId, ...names, roles: ['HANDLER'], programmeCodes: [...programmeCodes] };
}

describe("ids that are the university's own text", () => {
  it('go from the token and the events through applying, handling, deciding and recording as they were sent', async () => {
    for (const id of [OSKAR.personId, OLGA.personId, RIGHT]) expect(id).not.toMatch(/^[0-9a-f-]{36}$/);
    const [oskar, olga] = [await as('oskar'), await as('olga')];
    const draft = await succeeded(aDraft(oskar, OLGA.personId));
    const path = `${APPLICATIONS}/${draft.id}`;
    await succeeded(oskar.post(`${path}/submit`, { handlerId: OLGA.personId }));
    const started = await succeeded(olga.post<Application>(`${path}/start-processing`, {}));
    expect(started.parts).toMatchObject([{ state: 'IN_PROCESS', handlerId: OLGA.personId }]);

    const inDecisions = `/api/decisions/v1/cases/${draft.id}`;
    await eventually('the case is in processing at decisions', async () => {
      const { status, body } = await olga.get<{ parts?: { state: string }[] }>(inDecisions);
      return status === 200 && body.parts?.every(({ state }) => state === 'IN_PROCESS');
    });
    const approval = { outcome: 'APPROVED', grantedCredits: 5, grade: '4', fieldOfEducation: 8, keywords: ['meri'] };
    const decisions = `${inDecisions}/parts/${started.parts[0]?.id}/decisions`;
    const { id: decisionId } = await succeeded(olga.post<{ id: string }>(decisions, approval));
    await eventually('the decision is final', async () => {
      const { body } = await olga.get<{ state: string }>(`/api/decisions/v1/decisions/${decisionId}`);
      return body.state === 'FINAL';
    });
    await succeeded(olga.post(`/api/decisions/v1/decisions/${decisionId}/recording`, {}));

    const ofOskar = `/api/decisions/v1/students/${encodeURIComponent(OSKAR.personId)}/attainments`;
    const attainments = await succeeded(oskar.get<{ items: { courseCode: string }[] }>(ofOskar));
    expect(attainments.items).toMatchObject([{ courseCode: 'INS-110' }]);
    const published = await readTopic<{ applicationId: string }>(
      'decisions.attainment.v1',
      ({ body }) => body.applicationId === draft.id,
    );
    expect(published.body).toMatchObject({ studentId: OSKAR.personId, studyRightId: RIGHT });
    await eventually('Olga has a desk message', async () => {
      const { body } = await olga.get<{ items: { applicationId?: string }[] }>('/api/notifications/v1/messages');
      return JSON.stringify(body.items).includes(draft.id);
    });
  }, 90_000);

  it('are compared exactly: another case is another person', async () => {
    const oskar = await as('oskar');
    const handlerId = OLGA.personId.toLowerCase();
    const draft = await succeeded(aDraft(oskar, handlerId));
    const answer = await oskar.post<Application>(`${APPLICATIONS}/${draft.id}/submit`, { handlerId });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ path: 'handlerId', code: 'application/handler-unknown' }]);
  });

  it('two that differ in their case are two persons in every copy', async () => {
    const id = `saaristo:${randomUUID().slice(0, 8)}-a`;
    const both = [id, id.toUpperCase().replace('SAARISTO', 'saaristo')];
    for (const one of both) await publish('university.person-published.v1', one, UNIVERSITY, aPerson(one));
    for (const [service, table] of [
      ['applications', 'person_copy'],
      ['decisions', 'staff_copy'],
      ['notifications', 'person'],
    ] as const) {
      await eventually(`both in ${service}`, async () => {
        const sql = `SELECT person_id FROM ${table} WHERE institution_oid = $1 AND person_id = ANY ($2)`;
        return (await database(service).query(sql, [UNIVERSITY, both])).rowCount === 2;
      });
    }
  });

  it.each(['010190-123A', 'oskar.lindqvist@saaristo.example'])('that name a person are refused: %s', async (id) => {
    const headers = { ce_specversion: '1.0', ce_id: randomUUID(), ce_source: '/registry' };
    const type = { ce_type: 'fi.hyvaksiluku.university.person-published.v1' };
    const value = JSON.stringify(aPerson(id));
    await outsideClient().publishRaw(PERSONS, { key: id, value, headers: { ...headers, ...type } });
    for (const service of ['applications', 'decisions', 'notifications']) {
      const ofThis = (message: { headers: Record<string, string> }) => message.headers['ce_id'] === headers.ce_id;
      const letter = await readTopic(`${PERSONS}.dlt.${service}`, ofThis);
      expect(letter.headers['dlt-code']).toBe('schema-violation');
      expect(letter.headers['dlt-detail']).toMatch(/^\/personId must /);
      expect(letter.headers['dlt-detail']).not.toContain(id);
    }
  });
});
