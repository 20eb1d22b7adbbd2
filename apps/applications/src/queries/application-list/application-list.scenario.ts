import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { finnishDay } from '#kernel';
import { as, database } from '#testing';
import { demoPerson, studyRightOf } from '#testing/demo';
import {
  aDraft,
  anOpenApplication,
  APPLICATIONS,
  aSentApplication,
  call,
  HANNA,
  SAARISTO,
  succeeded,
} from '../../../test/driving.js';
import type { ApplicationListItem, ApplicationPage } from '../../http/answer-shapes.js';
import { countSql, pageSql, type SortColumn } from './application-list.sql.js';

const SORTS = [
  'urgency',
  'created',
  '-created',
  'submitted',
  '-submitted',
  'changed',
  '-changed',
  'waiting',
  '-student',
  'student',
];

describe('lists of applications', () => {
  it('page through the own ones, newest first, each exactly once, with their number', async () => {
    const created = [(await aDraft()).id, (await aDraft()).id, (await aSentApplication()).id].reverse();
    const all = await listed('aino', 'view=own', 2);
    expect(all.slice(0, 3).map((item) => item.id)).toEqual(created);
    expect(new Set(all.map((item) => item.id)).size).toBe(all.length);
    expect(await onePage('aino', 'view=own&limit=1')).toMatchObject({ total: all.length, totalIsExact: true });
  });

  it('[R7] [R27] [R28] show a handler what waits for them, with the names of people, programme and target, and no drafts', async () => {
    const sent = await aSentApplication(2);
    const draft = await aDraft();
    const items = await listed('hanna', 'view=handling');
    const item = items.find(({ id }) => id === sent.id);
    expect(item).toMatchObject({
      kind: 'RECOGNITION',
      state: 'SENT',
      label: { fi: 'Uusi hakemus' },
      studentName: 'Aino Virtanen',
      handlerId: HANNA,
      handlerName: nameOf('hanna'),
      programmeName: { fi: expect.any(String) },
      partCount: 2,
      allowedActions: ['start-processing', 'transfer'],
    });
    expect(item?.parts.map((part) => [part.number, part.target?.courseCode, part.basisName])).toEqual([
      [1, 'TKT-103', 'Scrum Master'],
      [2, 'TKT-103', 'Scrum Master'],
    ]);
    expect(item?.waits).toEqual([{ for: 'HANDLER', since: item?.submittedAt, partNumbers: [1, 2] }]);
    expect(items.some(({ id }) => id === draft.id)).toBe(false);
    for (const other of ['heikki', 'olga']) {
      expect((await listed(other, 'view=handling')).some(({ id }) => id === sent.id)).toBe(false);
    }
  });

  it('[R33] say for whom which parts wait, and since when', async () => {
    const open = await anOpenApplication(2);
    const returned = succeeded(
      await call('hanna', 'post', `/${open.id}/parts/${open.parts[1]?.id}/return`, {
        reasonCodes: ['TYPE'],
        message: 'Tarkenna.',
      }),
    );
    const mine = (await listed('aino', 'view=own')).find(({ id }) => id === open.id);
    expect(mine).toMatchObject({ state: 'RETURNED', label: { fi: 'Palautettu 1/2' } });
    expect(mine?.waits).toEqual([
      { for: 'STUDENT', since: mine?.changedAt, partNumbers: [2] },
      { for: 'HANDLER', since: mine?.submittedAt, partNumbers: [1] },
    ]);
    const hers = (await listed('hanna', 'view=handling')).find(({ id }) => id === returned.id);
    expect(hers?.waits).toEqual([{ for: 'HANDLER', since: mine?.submittedAt, partNumbers: [1] }]);
  });

  it('[R25] [R27] [R38] [R152] show everybody what they see of all, and nothing else', async () => {
    const draft = await aDraft();
    const sent = await aSentApplication();
    const cancelled = await aSentApplication();
    succeeded(await call('aino', 'post', `/${cancelled.id}/cancel`, {}));
    for (const person of ['hanna', 'heikki', 'raija', 'anna', 'olga']) {
      const shown = new Set((await listed(person, 'view=all')).map(({ id }) => id));
      const sees = (await call(person, 'get', `/${sent.id}`)).status === 200;
      expect([person, shown.has(sent.id)]).toEqual([person, sees]);
      expect([person, shown.has(draft.id), shown.has(cancelled.id)]).toEqual([person, false, false]);
      for (const id of [...shown].slice(0, 10)) expect((await call(person, 'get', `/${id}`)).status).toBe(200);
    }
    const asked = (person: string) => listed(person, 'view=all&state=CANCELLED');
    expect((await asked('anna')).some(({ id }) => id === cancelled.id)).toBe(true);
    expect(await asked('hanna')).toEqual([]);
  });

  it('are filtered by state, programme and the name of the student', async () => {
    const sent = await aSentApplication();
    const open = await anOpenApplication();
    const has = async (query: string) => {
      const ids = new Set((await listed('hanna', `view=handling&${query}`)).map(({ id }) => id));
      return [ids.has(sent.id), ids.has(open.id)];
    };
    expect(await has('state=SENT')).toEqual([true, false]);
    expect(await has('state=SENT&state=IN_PROCESS')).toEqual([true, true]);
    expect(await has(`programmeCode=${(await onePage('hanna', 'view=handling')).items[0]?.programmeCode}`)).toEqual([
      true,
      true,
    ]);
    expect(await has('programmeCode=NONE')).toEqual([false, false]);
    expect(await has('text=virtanen%20ai')).toEqual([true, true]);
    expect(await has('text=Aino%20V')).toEqual([true, true]);
    // No wildcard of SQL.
    expect(await has('text=A%25o')).toEqual([false, false]);
  });

  it.each(SORTS)('page by %s, each row exactly once, in that order', async (sort) => {
    await aSentApplication();
    await anOpenApplication();
    const whole = (await onePage('anna', `view=all&limit=100&sort=${sort}`)).items.map(({ id }) => id).slice(0, 7);
    const paged: string[] = [];
    for (let cursor = ''; paged.length < whole.length;) {
      const { items, nextCursor } = await onePage('anna', `view=all&limit=2&sort=${sort}${cursor}`);
      paged.push(...items.map(({ id }) => id));
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(paged.slice(0, whole.length)).toEqual(whole);
  });

  describe('by urgency', () => {
    const limited = (days: number | null) =>
      database('applications').query(
        `INSERT INTO institution_setting (institution_oid, version, blocked_study_right_types, handling_limit_days, changed_at, changed_by)
         VALUES ($1, 1, '{}', $2, now(), 'test')
         ON CONFLICT (institution_oid) DO UPDATE SET handling_limit_days = excluded.handling_limit_days`,
        [SAARISTO, days],
      );
    /** Sent to Olga so many whole days ago. */
    const sent = async (daysAgo: number) => {
      const { personId: handlerId } = demoPerson('olga');
      const parts = [
        {
          ...{ type: 'INCLUSION', targets: [], creditsApplied: 2 },
          bases: [{ kind: 'STUDY', name: 'Navigering', organisation: 'Åbo', gainedOn: '2022-05-15', credits: 5 }],
        },
      ];
      const draft = succeeded(
        await call('oskar', 'post', '', { studyRightId: studyRightOf('oskar'), handlerId, parts }),
      );
      const { id } = succeeded(await call('oskar', 'post', `/${draft.id}/submit`, {}));
      await database('applications').query(
        `UPDATE application_part SET waiting_since = waiting_since - $2 * interval '1 day' WHERE application_id = $1`,
        [id, daysAgo],
      );
      return id;
    };
    const started = async (id: string) => succeeded(await call('olga', 'post', `/${id}/start-processing`, {})).id;
    afterAll(() => limited(null));

    it('[R7] [R24] [R69] groups come in their order, whole across pages, each with its number; started is never late', async () => {
      await limited(14);
      const ids = {
        late: await sent(15),
        dueToday: await sent(14),
        fresh: await sent(0),
        begun: await started(await sent(40)),
        approved: await started(await sent(50)),
      };
      await database('applications').query(
        `UPDATE application_part SET outcome = 'APPROVED', decision_id = gen_random_uuid() WHERE application_id = $1`,
        [ids.approved],
      );
      const items = await listed('olga', 'view=handling', 2);
      const groupOf = (id: string) => items.find((item) => item.id === id)?.urgency;
      expect(Object.entries(ids).map(([name, id]) => [name, groupOf(id)])).toEqual([
        ['late', 'OVERDUE'],
        ['dueToday', 'DUE_THIS_WEEK'],
        ['fresh', 'NEW'],
        ['begun', 'OTHER'],
        ['approved', 'AWAITS_RECORDING'],
      ]);
      const order = ['OVERDUE', 'DUE_THIS_WEEK', 'NEW', 'OTHER', 'AWAITS_RECORDING'];
      const places = items.map(({ urgency }) => order.indexOf(urgency ?? ''));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      const { groups, total } = await onePage('olga', 'view=handling&limit=1');
      expect(groups).toEqual(
        order
          .map((urgency) => ({ urgency, total: items.filter((item) => item.urgency === urgency).length }))
          .filter((group) => group.total > 0),
      );
      expect(total).toBe(items.length);
      const dueOn = items.find(({ id }) => id === ids.dueToday)?.dueOn;
      expect(dueOn).toBe(finnishDay(new Date()));
      expect(items.find(({ id }) => id === ids.begun)?.dueOn).toBeNull();
    });

    it('[R69] [R74] without a limit nothing is late', async () => {
      await limited(null);
      const id = await sent(400);
      const item = (await listed('olga', 'view=handling')).find((one) => one.id === id);
      expect(item).toMatchObject({ urgency: 'NEW', dueOn: null });
      const own = (await listed('oskar', 'view=own')).find((one) => one.id === id);
      expect(own).toMatchObject({ urgency: null, dueOn: null });
    });

    it('are filtered by kind, type, kind of basis, whose turn it is, and how long they have waited', async () => {
      const id = await sent(12);
      const has = async (query: string) =>
        (await listed('olga', `view=handling&${query}`)).some((item) => item.id === id);
      for (const [query, there] of [
        ['applicationKind=RECOGNITION', true],
        ['applicationKind=PRELIMINARY', false],
        ['type=INCLUSION', true],
        ['type=SUBSTITUTION', false],
        ['basisKind=STUDY', true],
        ['basisKind=COMPETENCE', false],
        ['waitsFor=HANDLER', true],
        ['waitsFor=RECORDER', false],
        ['waitedDays=12', true],
        ['waitedDays=13', false],
        ['type=INCLUSION&basisKind=STUDY&waitsFor=HANDLER&waitedDays=2&state=SENT', true],
      ] as const)
        expect([query, await has(query)]).toEqual([query, there]);
    });
  });

  it('a reading leaves an audit line that names what was on the page', async () => {
    const sent = await aSentApplication();
    await onePage('anna', 'view=all&limit=1');
    const { rows } = await database('applications').query<{ ids: string[] }>(
      `SELECT details -> 'applicationIds' AS ids FROM audit_event
        WHERE actor_id = $1 AND action = 'list-all' ORDER BY seq DESC LIMIT 1`,
      [demoPerson('anna').personId],
    );
    expect(rows[0]?.ids).toEqual([sent.id]);
  });

  it.each([
    ['aino', 'view=handling', 403, 'application/role-not-allowed'],
    ['hanna', 'view=own', 403, 'application/role-not-allowed'],
    ['aino', 'view=all', 403, 'application/role-not-allowed'],
    ['paivi', 'view=all', 403, 'application/role-not-allowed'],
    ['aino', 'view=own&limit=101', 400, 'platform/validation-failed'],
    ['aino', 'view=own&limit=0', 400, 'platform/validation-failed'],
    ['aino', 'view=own&cursor=nonsense', 400, 'platform/validation-failed'],
    ['aino', 'view=own&sort=name', 400, 'platform/validation-failed'],
    ['hanna', 'view=handling&sort=-urgency', 400, 'platform/validation-failed'],
    ['hanna', 'view=handling&waitedDays=0', 400, 'platform/validation-failed'],
    ['aino', 'view=own&state=OPEN', 400, 'platform/validation-failed'],
    ['aino', 'view=own&text=a', 400, 'platform/validation-failed'],
  ])('are refused to %s with %s', async (username, query, status, code) => {
    expect(await call(username, 'get', `?${query}`)).toMatchObject({ status, body: { code } });
  });

  it('a cursor of a list in another order is refused', async () => {
    await aSentApplication();
    await aSentApplication();
    for (const [made, used] of [
      ['student', 'urgency'],
      ['student', 'submitted'],
      ['urgency', 'submitted'],
      ['submitted', 'urgency'],
    ]) {
      const { nextCursor } = await onePage('hanna', `view=handling&limit=1&sort=${made}`);
      const reply = await call('hanna', 'get', `?view=handling&limit=1&sort=${used}&cursor=${nextCursor}`);
      expect([made, used, reply.status]).toEqual([made, used, 400]);
    }
  });
});

describe('a list of 5,000 applications', () => {
  /** An institution that no other test looks at. */
  const OID = '1.2.246.562.10.99900000002';
  const reader = { institutionOid: OID, personId: HANNA, programmeCodes: [], ways: [[]], handlesIn: ['P1', 'P2'] };
  const search = { states: [], limit: 20, today: '2026-11-30', after: undefined };
  beforeAll(async () => {
    await database('applications').query(
      `WITH added AS (
         INSERT INTO application (institution_oid, id, kind, version, told_version, student_id, study_right_id, programme_code,
             handler_id, created_at, submitted_at, changed_at, state)
         SELECT $1, gen_random_uuid(), 'RECOGNITION', 2, 0, gen_random_uuid()::text, 'sr', 'P' || n % 20, $2,
                now() - n * interval '1 minute', now() - n * interval '1 minute', now() - n * interval '1 minute',
                CASE WHEN n % 500 = 0 THEN 'SENT' ELSE 'HANDLED' END
           FROM generate_series(1, 5000) AS n
         RETURNING *)
       INSERT INTO application_part (institution_oid, id, application_id, number, round, state, outcome, decision_id, handler_id,
           content, return_reason_codes)
       SELECT institution_oid, gen_random_uuid(), id, 1, 1, state, CASE state WHEN 'HANDLED' THEN 'APPROVED' END,
              CASE state WHEN 'HANDLED' THEN gen_random_uuid() END, $2,
              '{"type": "INCLUSION", "bases": [{"name": "x"}], "targets": [], "creditsApplied": 5}', '{}'
         FROM added`,
      [OID, HANNA],
    );
    await database('applications').query('ANALYZE application, application_part');
  });
  afterAll(async () => {
    for (const table of ['application_part', 'application'])
      await database('applications').query(`DELETE FROM ${table} WHERE institution_oid = $1`, [OID]);
  });

  it.each([
    ['all', 'submitted', {}, 'application_by_arrival'],
    ['all', 'changed', {}, 'application_by_change'],
    ['all', 'submitted', { states: ['SENT'] }, 'application_of_state'],
    ['all', 'submitted', { programmeCode: 'P3' }, 'application_of_programme'],
    ['handling', 'submitted', {}, 'application_part_of_handler'],
    ['handling', 'urgency', {}, 'application_part_of_handler'],
    ['others', 'waiting', {}, 'application_part_to_decide'],
  ] as const)('%s by %s with %j is read by the index %s', async (view, sort: SortColumn, filter, index) => {
    const { sql, parameters } = pageSql(reader, { ...search, ...filter, view, sort, descending: true });
    const { rows } = await database('applications').query<Record<string, string>>(`EXPLAIN ${sql}`, parameters);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan on application');
  });

  it('is counted in full', async () => {
    const { sql, parameters } = countSql(reader, { ...search, view: 'all', sort: 'submitted', descending: true });
    expect((await database('applications').query(sql, parameters)).rows).toEqual([{ urgency: null, total: 5000 }]);
  });
});

function nameOf(username: string): string {
  const { firstName, lastName } = demoPerson(username);
  return `${firstName} ${lastName}`;
}

async function onePage(username: string, query: string): Promise<ApplicationPage> {
  return (await (await as(username)).get<ApplicationPage>(`${APPLICATIONS}?${query}`)).body;
}

async function listed(username: string, query: string, limit = 100): Promise<ApplicationListItem[]> {
  const items: ApplicationListItem[] = [];
  for (let cursor = ''; ;) {
    const page = await onePage(username, `${query}&limit=${limit}${cursor}`);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = `&cursor=${page.nextCursor}`;
  }
}
