import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database, eventually, publish } from '#testing';
import { demoPerson } from '#testing/demo';
import { virtaDocument, virtaRecord } from '../../../../test/virta-documents.js';

const LIST = '/api/study-rights/v1/higher-education';
const METSALA = demoPerson('aino').institutionOid;
const SAARISTO = demoPerson('oskar').institutionOid;

interface Listed {
  readonly id: string;
  readonly institutionOid: string;
  readonly studentId: string;
  readonly source: string;
  readonly state: number;
  readonly live: boolean;
}
interface Page {
  readonly items: readonly Listed[];
  readonly nextCursor: string | null;
}

async function given(institutionOid: string, studentId: string, states: readonly number[]): Promise<string> {
  const studyRightId = randomUUID();
  await publish('university.study-right-published.v1', studyRightId, institutionOid, {
    ...{ institutionOid, version: 1, studyRightId, studentId, programmeCode: 'TKT-KANDI', virtaType: 2 },
    ...{ startDate: '2020-08-01', endDate: null },
    states: states.map((state, index) => ({ state, startDate: `202${index}-08-01` })),
  });
  return studyRightId;
}

describe('study rights of higher education, read only', () => {
  let anna: Client;
  let tuki: Client;
  const studentId = randomUUID();
  let mine: string;
  let others: string;
  beforeAll(async () => {
    [anna, tuki] = await Promise.all([as('anna'), as('tuki')]);
    mine = await given(METSALA, studentId, [1, 3]);
    others = await given(SAARISTO, studentId, [1]);
    await eventually('both are copied', async () => {
      const { body } = await tuki.get<Page>(`${LIST}?studentId=${studentId}`);
      return body.items.length === 2;
    });
  });

  it('the desk sees those of all institutions, with the state of today, and each is audited to its institution', async () => {
    const { body } = await tuki.get<Page>(`${LIST}?studentId=${studentId}`);
    expect(body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: mine, institutionOid: METSALA, source: 'UNIVERSITY', state: 3, live: false }),
        expect.objectContaining({ id: others, institutionOid: SAARISTO, state: 1, live: true }),
      ]),
    );
    const { rows } = await database('study-rights').query<{ institution_oid: string }>(
      `SELECT institution_oid FROM audit_event WHERE action = 'list-higher-education' AND subject_person_id = $1 AND actor_id = $2
        ORDER BY institution_oid`,
      [studentId, demoPerson('tuki').personId],
    );
    expect(rows.map(({ institution_oid: oid }) => oid)).toEqual([METSALA, SAARISTO].sort());
  });

  it('the main user of an institution sees its own only, a page at a time', async () => {
    const { body } = await anna.get<Page>(`${LIST}?studentId=${studentId}`);
    expect(body.items.map(({ id }) => id)).toEqual([mine]);
    const seen: Listed[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body: page }: { body: Page } = await anna.get<Page>(
        `${LIST}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items);
      cursor = seen.length > 200 ? null : page.nextCursor;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(new Set(seen.map(({ institutionOid }) => institutionOid))).toEqual(new Set([METSALA]));
  });

  it('[R60, R154] a VIRTA record is among them, with the id that is made of its key', async () => {
    const [key, ofStudent] = [randomUUID(), randomUUID()];
    const xml = virtaDocument(virtaRecord('', { avain: key, opiskelija: ofStudent, tila: '1', tyyppi: '13' }));
    await publish('national.virta-study-rights-sent.v1', METSALA, METSALA, { institutionOid: METSALA, xml });
    const [found] = await eventually('the record is listed', async () => {
      const { items } = (await anna.get<Page>(`${LIST}?studentId=${ofStudent}`)).body;
      return items.length > 0 && items;
    });
    expect(found).toEqual({
      ...{
        id: key,
        institutionOid: METSALA,
        studentId: ofStudent,
        source: 'VIRTA',
        programmeCode: null,
        virtaType: 13,
      },
      ...{ startDate: '2025-01-01', endDate: null, state: 1, live: true },
      states: [{ state: 1, startDate: '2025-01-01' }],
    });
  });

  it.each(['paivi', 'kaisa', 'mirja', 'leo', 'otso', 'hanna', 'aino'])('is not for %s', async (username) => {
    expect(await (await as(username)).get(LIST)).toMatchObject({ status: 403, body: { code: 'platform/forbidden' } });
  });

  it('what is no cursor, an unknown parameter or a limit beyond is refused', async () => {
    for (const query of ['cursor=x', 'limit=0', 'limit=100000', 'student=1']) {
      expect(await anna.get(`${LIST}?${query}`)).toMatchObject({ status: 400 });
    }
  });
});
