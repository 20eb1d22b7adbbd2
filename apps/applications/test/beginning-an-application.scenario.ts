import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { as, database, eventually, publish } from '#testing';
import { demoPerson, studyRightOf } from '#testing/demo';
import { call, HANNA, METSALA, succeeded } from './driving.js';

/** What a student needs to begin an application from the service alone: a study right, targets and a handler. */

const API = '/api/applications/v1';
const run = randomUUID().slice(0, 8);

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

interface StudyRight {
  readonly studyRightId: string;
  readonly programmeName: { fi: string } | null;
  readonly obstacle: { code: string; title: { sv: string } } | null;
}

interface Handler {
  readonly personId: string;
  readonly name: string;
  readonly programmes: readonly { programmeCode: string; name: { fi: string } | null }[];
}

async function read<T>(username: string, path: string): Promise<T> {
  const { status, body } = await (await as(username)).get<T>(`${API}${path}`);
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** All pages, each as long as asked for. */
async function all<T>(path: string, limit = 20): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page<T> = await read('aino', `${path}&limit=${limit}${cursor && `&cursor=${cursor}`}`);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** One line may stand for several readings of the same: which one comes last says nothing. */
async function auditsOf(action: string): Promise<object[]> {
  const { rows } = await database('applications').query<{ details: object }>(
    `SELECT details, subject_person_id, target_id FROM audit_event WHERE institution_oid = $1 AND actor_id = $2 AND action = $3`,
    [METSALA, demoPerson('aino').personId, action],
  );
  return rows;
}

async function aCourse(courseCode: string, changes: object = {}): Promise<void> {
  const fixed = { kind: 'COURSE' as const, memberCourseCodes: [], gradeScale: '0-5' as const, credits: 5 };
  const body = { institutionOid: METSALA, version: 1, courseCode, name: { fi: 'Kurssi' }, ...fixed, ...changes };
  await publish('university.course-published.v1', `${METSALA}:${courseCode}`, METSALA, body);
  await eventually(courseCode, async () => {
    const sql = 'SELECT FROM course_copy WHERE course_code = $1';
    return (await database('applications').query(sql, [courseCode])).rowCount === 1;
  });
}

it('[R3] [R47] [R87] a student writes and sends an application with what the service lists', async () => {
  const rights = await read<Page<StudyRight>>('aino', '/study-rights?limit=100');
  const { studyRightId } = rights.items.find((one) => one.obstacle === null) ?? { studyRightId: '' };
  const [course] = (await read<Page<{ courseCode: string }>>('aino', '/courses?q=tietokantojen')).items;
  const [handler] = (await read<Page<Handler>>('aino', '/handlers?q=hanna&programmeCode=TKT-KANDI')).items;
  const bases = [{ kind: 'COMPETENCE', name: 'Tietokantojen ylläpito', gainedOn: '2023-01-15' }];
  const part = { type: 'SUBSTITUTION', bases, targets: [{ courseCode: course?.courseCode }], creditsApplied: 5 };
  const draft = succeeded(
    await call('aino', 'post', '', { studyRightId, handlerId: handler?.personId, parts: [part] }),
  );
  expect(succeeded(await call('aino', 'post', `/${draft.id}/submit`, {})).state).toBe('SENT');
});

describe('own study rights', () => {
  it('[R87] [R154] are the reader’s own, each with what stands in the way of applying; the reading is audited', async () => {
    const ended = randomUUID();
    await publish('university.study-right-published.v1', ended, METSALA, {
      ...{ institutionOid: METSALA, version: 1, studyRightId: ended, studentId: demoPerson('aino').personId },
      ...{ programmeCode: 'TKT-KANDI', virtaType: 2, startDate: '2020-08-01', endDate: '2021-07-31' },
      states: [{ state: 1, startDate: '2020-08-01' }],
    });
    const rights = await eventually('the ended study right', async () => {
      const listed = await all<StudyRight>('/study-rights?', 2);
      return listed.some(({ studyRightId }) => studyRightId === ended) ? listed : undefined;
    });
    const byId = new Map(rights.map((one) => [one.studyRightId, one]));
    expect(byId.size).toBe(rights.length);
    expect(byId.get(studyRightOf('aino'))).toMatchObject({ obstacle: null, programmeCode: 'TKT-KANDI' });
    expect(byId.get(studyRightOf('aino'))?.programmeName?.fi).toBeTruthy();
    expect(byId.get(ended)?.obstacle).toMatchObject({ code: 'application/study-right-ended' });
    expect(byId.has(studyRightOf('ville'))).toBe(false);
    const { nextCursor, items } = await read<Page<StudyRight>>('aino', '/study-rights?limit=1');
    expect(nextCursor).not.toBeNull();
    expect(await auditsOf('list-study-rights')).toContainEqual(
      expect.objectContaining({
        subject_person_id: demoPerson('aino').personId,
        details: { studyRightIds: [items[0]?.studyRightId] },
      }),
    );
  });
});

describe('courses and modules', () => {
  it('[R47] [R141] are found by code or name in any language from two letters on, codes first, page by page', async () => {
    const stem = `ZQ${run}`;
    await aCourse(`${stem}-1`);
    await aCourse(`${stem}-2`, { kind: 'MODULE', memberCourseCodes: ['TKT-101'] });
    await aCourse(`AA${run}`, { name: { fi: 'Kurssi', sv: `Ångström ${stem}`, en: 'Course' } });
    await aCourse(`${stem}-3`, { validUntil: '2020-12-31' });
    const found = await all<{ courseCode: string; kind: string }>(`/courses?q=${stem.toLowerCase()}`, 2);
    expect(found.map(({ courseCode, kind }) => [courseCode, kind])).toEqual([
      [`${stem}-1`, 'COURSE'],
      [`${stem}-2`, 'MODULE'],
      [`AA${run}`, 'COURSE'],
    ]);
    expect(await all(`/courses?q=${encodeURIComponent(`ångström ${stem}`)}`)).toHaveLength(1);
    expect(await all('/courses?q=%25_')).toEqual([]);
    const other = await read<Page<object>>('oskar', `/courses?q=${stem}`);
    expect(other.items).toEqual([]);
  });
});

describe('handlers', () => {
  it('[R3] are found by name, those of the programme first; not the reader, nobody who left; the reading is audited', async () => {
    const everybody = await all<Handler>('/handlers?programmeCode=KAS-MAISTERI', 1);
    const heikki = everybody.findIndex(({ personId }) => personId === demoPerson('heikki').personId);
    expect(heikki).toBeGreaterThan(-1);
    expect(heikki).toBeLessThan(everybody.findIndex(({ personId }) => personId === HANNA));
    expect(everybody[heikki]?.programmes.map(({ programmeCode }) => programmeCode)).toContain('KAS-MAISTERI');
    expect(everybody[heikki]?.programmes.every(({ name }) => name !== null)).toBe(true);
    expect(everybody.map(({ personId }) => personId)).not.toContain(demoPerson('olga').personId);

    const left = randomUUID();
    await publish('university.person-published.v1', left, METSALA, {
      ...{ institutionOid: METSALA, version: 1, personId: left, firstName: `Pois${run}`, lastName: 'Lähtenyt' },
      ...{ email: null, language: 'fi', roles: ['HANDLER'], programmeCodes: [], validUntil: '2020-12-31' },
    });
    await eventually('the one who left', async () => {
      const sql = 'SELECT FROM person_copy WHERE person_id = $1';
      return (await database('applications').query(sql, [left])).rowCount === 1;
    });
    expect(await all(`/handlers?q=pois${run}`)).toEqual([]);

    const { items } = await read<Page<Handler>>('aino', '/handlers?q=HANNA');
    expect(items.map(({ personId }) => personId)).toContain(HANNA);
    expect(await auditsOf('list-handlers')).toContainEqual(
      expect.objectContaining({ details: { personIds: items.map(({ personId }) => personId) } }),
    );
  });
});

it.each([
  ['/courses?q=t', 400, 'aino'],
  ['/courses', 400, 'aino'],
  ['/courses?q=tk&limit=21', 400, 'aino'],
  ['/courses?q=tk&cursor=x', 400, 'aino'],
  ['/handlers?q=h', 400, 'aino'],
  ['/handlers?cursor=bm8', 400, 'aino'],
  ['/handlers', 403, 'raija'],
  ['/study-rights', 403, 'hanna'],
  ['/courses?q=tk', 403, 'paivi'],
])('%s is refused with %i to %s', async (path, status, username) => {
  expect(await (await as(username)).get(`${API}${path}`)).toMatchObject({ status });
});
