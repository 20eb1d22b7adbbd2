import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { EventBodies } from '#contracts';
import { database, eventually, publish } from '#testing';
import { demoPerson } from '#testing/demo';
import { aDraft, aDraftInput, aPartInput, call, METSALA, succeeded } from './driving.js';

const RETIRED = '2020-12-31';
const UNTIL = { validUntil: RETIRED } as const;
const run = randomUUID().slice(0, 8);

type Course = EventBodies['university.course-published.v1'];
type Person = EventBodies['university.person-published.v1'];

interface Shown {
  readonly toCorrect: readonly { path: string; code: string; message: { fi: string; sv: string; en: string } }[];
}

async function published(table: string, column: string, value: string, version: number): Promise<void> {
  await eventually(`${value} ${version}`, async () => {
    const sql = `SELECT FROM ${table} WHERE ${column}::text = $1 AND version = $2`;
    return (await database('applications').query(sql, [value, version])).rowCount === 1;
  });
}

async function publishCourse(courseCode: string, version: number, changes: Partial<Course> = {}): Promise<void> {
  const name = { fi: `Kurssi ${version}` };
  const fixed = { institutionOid: METSALA, kind: 'COURSE' as const, memberCourseCodes: [], gradeScale: '0-5' as const };
  const body = { ...fixed, version, courseCode, name, credits: 5, ...changes };
  await publish('university.course-published.v1', `${METSALA}:${courseCode}`, METSALA, body);
  await published('course_copy', 'course_code', courseCode, version);
}

async function publishHandler(personId: string, version: number, changes: Partial<Person> = {}): Promise<void> {
  const name = { firstName: 'Lauri', lastName: 'Lähtenyt', email: null, language: 'fi' } as const;
  const body = { institutionOid: METSALA, version, personId, ...name, roles: ['HANDLER' as const], programmeCodes: [] };
  await publish('university.person-published.v1', personId, METSALA, { ...body, ...changes });
  await published('person_copy', 'person_id', personId, version);
}

/** A change of an application as it stands. */
async function change(username: string, method: 'post' | 'put', path: string, body: object) {
  const { version } = (await call(username, 'get', `/${path.split('/')[1]}`)).body;
  return call(username, method, path, body, { 'if-match': `"${version}"` });
}

const shown = async (id: string) => (await call('aino', 'get', `/${id}`)).body as unknown as Shown;

describe('[R47] a course that was retired', () => {
  const code = `RET-${run}`;
  const parts = [aPartInput({ targets: [{ courseCode: code }] })];
  const refused = { code: 'application/course-not-in-force', path: 'parts.0.targets.0.courseCode' };
  beforeAll(() => publishCourse(code, 1));

  it('is no target of what is written or sent from then on, a draft says so; un-retired, it is one again', async () => {
    const draft = await aDraft({ parts });
    expect((await shown(draft.id)).toCorrect).toEqual([]);
    await publishCourse(code, 2, UNTIL);

    const { toCorrect } = await shown(draft.id);
    expect(toCorrect).toMatchObject([refused]);
    expect(toCorrect[0]?.message.sv).toContain('studiebyrån');
    for (const reply of [
      await call('aino', 'post', '', aDraftInput({ parts })),
      await change('aino', 'put', `/${draft.id}`, aDraftInput({ parts })),
      await change('aino', 'post', `/${draft.id}/submit`, {}),
    ]) {
      expect(reply).toMatchObject({
        status: 400,
        body: { code: 'application/content-not-accepted', errors: [refused] },
      });
    }
    await publishCourse(code, 3);
    expect((await shown(draft.id)).toCorrect).toEqual([]);
    succeeded(await change('aino', 'post', `/${draft.id}/submit`, {}));
  });

  it('stays what it was in what has been sent: handled, returned, completed and sent again', async () => {
    await publishCourse(code, 4);
    const { id, parts: own } = await aDraft({ parts });
    succeeded(await change('aino', 'post', `/${id}/submit`, {}));
    await publishCourse(code, 5, UNTIL);
    succeeded(await change('hanna', 'post', `/${id}/start-processing`, {}));
    const part = own[0]?.id ?? '';
    succeeded(
      await change('hanna', 'post', `/${id}/parts/${part}/return`, { reasonCodes: ['TYPE'], message: 'Täydennä' }),
    );
    const completed = aPartInput({ targets: [{ courseCode: code }], creditsApplied: 4 });
    const edited = succeeded(await change('aino', 'put', `/${id}/parts/${part}`, completed));
    expect(edited.parts).toMatchObject([{ targets: [{ courseCode: code, name: { fi: 'Kurssi 4' } }] }]);
    expect(succeeded(await change('aino', 'post', `/${id}/resubmit`, {})).state).toBe('IN_PROCESS');
    expect((await shown(id)).toCorrect).toEqual([]);
  });

  it('one that begins tomorrow cannot be chosen today', async () => {
    const early = `EAR-${run}`;
    await publishCourse(early, 1, { validFrom: '2999-01-01' });
    const body = aDraftInput({ parts: [aPartInput({ targets: [{ courseCode: early }] })] });
    expect((await call('aino', 'post', '', body)).body.errors).toMatchObject([{ code: refused.code }]);
  });
});

describe('[R3] a handler who left', () => {
  it('is not named and gets no case, a draft says so; what they have stays visible', async () => {
    const handlerId = randomUUID();
    await publishHandler(handlerId, 1);
    const sent = await aDraft({ handlerId });
    succeeded(await change('aino', 'post', `/${sent.id}/submit`, {}));
    const draft = await aDraft({ handlerId });
    await publishHandler(handlerId, 2, UNTIL);

    const left = { path: 'handlerId', code: 'application/handler-left' };
    expect((await shown(draft.id)).toCorrect).toMatchObject([left]);
    for (const reply of [
      await call('aino', 'post', '', aDraftInput({ handlerId })),
      await change('aino', 'put', `/${draft.id}`, aDraftInput({ handlerId })),
      await change('aino', 'post', `/${draft.id}/submit`, {}),
      await change('aino', 'post', `/${draft.id}/submit`, { handlerId }),
    ]) {
      expect(reply).toMatchObject({ status: 400, body: { errors: [left] } });
    }
    const visible = (await call('aino', 'get', `/${sent.id}`)).body as unknown as { names: Record<string, string> };
    expect(visible.names[handlerId]).toBe('Lauri Lähtenyt');
    succeeded(await change('aino', 'post', `/${draft.id}/submit`, { handlerId: demoPerson('hanna').personId }));
  });
});

describe('[R87] a degree programme that was retired', () => {
  it('takes no new applications, a draft says so; what was sent goes on', async () => {
    const [programmeCode, studyRightId] = [`OHJ-${run}`, randomUUID()];
    const publishProgramme = async (version: number, changes: object = {}) => {
      const body = { institutionOid: METSALA, version, programmeCode, name: { fi: 'Ohjelma' }, ...changes };
      await publish('university.degree-programme-published.v1', `${METSALA}:${programmeCode}`, METSALA, body);
      await published('degree_programme_copy', 'programme_code', programmeCode, version);
    };
    await publishProgramme(1);
    await publish('university.study-right-published.v1', studyRightId, METSALA, {
      ...{ institutionOid: METSALA, version: 1, studyRightId, studentId: demoPerson('aino').personId, programmeCode },
      ...{ virtaType: 2, startDate: '2024-08-01', endDate: null, states: [{ state: 1, startDate: '2024-08-01' }] },
    });
    await published('study_right_copy', 'study_right_id', studyRightId, 1);
    const sent = await aDraft({ studyRightId });
    succeeded(await change('aino', 'post', `/${sent.id}/submit`, {}));
    const draft = await aDraft({ studyRightId });
    await publishProgramme(2, UNTIL);

    const code = 'application/programme-not-in-force';
    expect((await shown(draft.id)).toCorrect).toMatchObject([{ path: 'studyRightId', code }]);
    for (const reply of [
      await call('aino', 'post', '', aDraftInput({ studyRightId })),
      await change('aino', 'put', `/${draft.id}`, aDraftInput({ studyRightId })),
      await change('aino', 'post', `/${draft.id}/submit`, {}),
    ]) {
      expect(reply).toMatchObject({ status: 409, body: { code } });
    }
    expect(succeeded(await change('hanna', 'post', `/${sent.id}/start-processing`, {})).state).toBe('IN_PROCESS');
    await publishProgramme(3);
    succeeded(await change('aino', 'post', `/${draft.id}/submit`, {}));
  });
});
