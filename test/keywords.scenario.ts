import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { as, database, eventually } from '#testing';
import {
  APPROVAL,
  applicationInProcess,
  decide,
  METSALA,
  partInput,
  record,
  settled,
} from '../apps/decisions/test/driving.js';
import { addKeyword, changeKeyword, type Keyword, KEYWORDS, retireAll } from '../apps/recognition-bank/test/codeset.js';

interface Page {
  readonly items: Keyword[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly code?: string;
}
interface Menu {
  readonly items: { readonly code: string; readonly term: string; readonly language: string }[];
}
interface Refused {
  readonly id: string;
  readonly code: string;
  readonly keyword?: string;
  readonly keywords?: string;
  readonly current?: { readonly version: number };
}

/** A word that nothing else in this run has. */
const own = `koe${Date.now()}`;
const MENU = '/api/recognition-bank/v1/keyword-menu';

async function menu(parameters: Record<string, string>): Promise<string[]> {
  const { body } = await (
    await as('hanna')
  ).get<Menu>(`${MENU}?${new URLSearchParams({ language: 'fi', ...parameters })}`);
  return body.items.map(({ term }) => term);
}

async function decided(keyword: string, known: boolean): Promise<Refused> {
  const { applicationId, partIds } = await applicationInProcess(partInput());
  return eventually(`decisions knows whether "${keyword}" is live`, async () => {
    const { status, body } = await decide(await as('hanna'), applicationId, partIds[0], {
      ...APPROVAL,
      keywords: [keyword],
    });
    return (status === 202) === known && (body as unknown as Refused);
  });
}

describe('the codeset of keywords', () => {
  beforeAll(retireAll);
  afterAll(retireAll);

  it('[R104] an administrator adds and translates; what is added is offered in each language at once', async () => {
    const added = await addKeyword({ fi: `${own} tietokanta` }, [7, 4, 7]);
    expect(added).toMatchObject({ code: `${own}-tietokanta`, fieldsOfEducation: [4, 7], state: 'LIVE', version: 1 });
    expect(await menu({ text: own })).toEqual([`${own} tietokanta`]);
    const anna = await as('anna');
    const terms = { fi: `${own} tietokanta`, sv: `${own} databas`, en: `${own} database` };
    const edited = await anna.put<Keyword>(
      `${KEYWORDS}/${encodeURIComponent(added.code)}`,
      { terms, fieldsOfEducation: [7] },
      { 'if-match': '"1"' },
    );
    expect([edited.status, edited.headers.get('etag'), edited.body.terms]).toEqual([200, '"2"', terms]);
    expect(await menu({ text: own, language: 'sv' })).toEqual([`${own} databas`]);
  });

  it('[R100] [R102] the menu holds those of the field, by their beginning first, also where a translation is missing', async () => {
    await addKeyword({ fi: `ohjelma ${own}a` }, [7]);
    await addKeyword({ fi: `${own}a ohjelmointi` }, [7]);
    await addKeyword({ fi: `${own}a laki` }, [3]);
    await addKeyword({ fi: `${own}a yleinen` });
    expect(await menu({ text: `${own}a`, fieldOfEducation: '7' })).toEqual([
      `${own}a ohjelmointi`,
      `${own}a yleinen`,
      `ohjelma ${own}a`,
    ]);
    expect(await menu({ text: `${own}A`, language: 'en', fieldOfEducation: '3' })).toEqual([
      `${own}a laki`,
      `${own}a yleinen`,
    ]);
    const { status } = await (await as('hanna')).get(`${MENU}?language=fi&text=a`);
    expect(status).toBe(400);
  });

  it('[R105] others cannot change it, students do not see it, and nobody without a token', async () => {
    const content = { terms: { fi: `${own} ei` }, fieldsOfEducation: [] };
    for (const person of ['hanna', 'raija', 'aino', 'tuki']) {
      const { status, body } = await (await as(person)).post<Refused>(KEYWORDS, content);
      expect([person, status, body.code]).toEqual([person, 403, 'keyword/role-not-allowed']);
    }
    expect((await (await as('hanna')).get(KEYWORDS)).status).toBe(200);
    expect((await (await as('aino')).get<Page>(KEYWORDS)).body.code).toBe('keyword/role-not-allowed');
  });

  it('a term that another one has, in any case and spacing, is refused with the code of the other one', async () => {
    const first = await addKeyword({ fi: `${own} avoin data`, sv: `${own} öppna data` });
    const anna = await as('anna');
    for (const terms of [
      { fi: `  ${own.toUpperCase()}  Avoin\tDATA ` },
      { fi: `${own} muu`, sv: `${own} Öppna data` },
    ]) {
      const { status, body } = await anna.post<Refused>(KEYWORDS, { terms, fieldsOfEducation: [] });
      expect([status, body.code, body.keyword]).toEqual([409, 'keyword/term-taken', first.code]);
    }
    // In another language it may be the same word.
    expect((await addKeyword({ fi: `${own} öppna data` })).state).toBe('LIVE');
  });

  it.each([
    ['no Finnish term', { terms: { sv: 'x' }, fieldsOfEducation: [] }],
    ['a term of spaces', { terms: { fi: '   ' }, fieldsOfEducation: [] }],
    ['a term of 41 letters', { terms: { fi: 'x'.repeat(41) }, fieldsOfEducation: [] }],
    ['a term with a character that does not show', { terms: { fi: 'a\u0007b' }, fieldsOfEducation: [] }],
    ['field 13', { terms: { fi: 'x' }, fieldsOfEducation: [13] }],
    ['a code of their own', { terms: { fi: 'x' }, fieldsOfEducation: [], code: 'x' }],
  ])('%s is refused, and nothing is added', async (_, content) => {
    const { status, body } = await (await as('anna')).post<Refused>(KEYWORDS, content);
    expect([status, body.code]).toEqual([400, 'platform/validation-failed']);
  });

  it('a change gives the version that was seen; the same change again is the one that stands', async () => {
    const { code } = await addKeyword({ fi: `${own} versio` });
    const anna = await as('anna');
    const address = `${KEYWORDS}/${encodeURIComponent(code)}/retire`;
    expect((await anna.post(address, {})).status).toBe(428);
    const first = await anna.post<Keyword>(address, {}, { 'if-match': '"1"' });
    const again = await anna.post<Keyword>(address, {}, { 'if-match': '"1"' });
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
    const stale = await anna.post<Refused>(
      `${KEYWORDS}/${encodeURIComponent(code)}/restore`,
      {},
      { 'if-match': '"1"' },
    );
    expect([stale.status, stale.body.code, stale.body.current?.version]).toEqual([409, 'platform/stale-version', 2]);
    const { rows } = await database('recognition-bank').query(
      `SELECT action, actor_id = (SELECT changed_by FROM keyword WHERE institution_oid = $1 AND code = $2) AS own
         FROM audit_event WHERE institution_oid = $1 AND target_id = $2 ORDER BY seq`,
      [METSALA, code],
    );
    expect(rows).toEqual([
      { action: 'add-keyword', own: true },
      { action: 'retire-keyword', own: true },
    ]);
  });

  it('of ten administrators who add one term at once, one does', async () => {
    const anna = await as('anna');
    const content = { terms: { fi: `${own} kisa` }, fieldsOfEducation: [] };
    const answers = await Promise.all(Array.from({ length: 10 }, () => anna.post<Refused>(KEYWORDS, content)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  it('[R103] [R104] decisions take what is live alone, from their own copy; what is merged counts for what it means now', async () => {
    const kept = await addKeyword({ fi: `${own} projektinhallinta` });
    const gone = await addKeyword({ fi: `${own} projektityö` });
    expect((await decided(`${own}-muu`, false)).code).toBe('decision/keyword-not-live');
    await decided(gone.code, true);
    const merged = await changeKeyword(gone, 'merge', { into: kept.code });
    expect(merged).toMatchObject({ state: 'RETIRED', mergedInto: kept.code });
    expect(await decided(gone.code, false)).toMatchObject({ code: 'decision/keyword-not-live', keywords: gone.code });
    // [R101] The five most used are the person's own, and follow.
    const mostUsed = '/api/decisions/v1/most-used-keywords';
    const { body } = await (await as('hanna')).get<{ items: { code: string; uses: number }[] }>(mostUsed);
    expect(body.items).toEqual([{ code: kept.code, terms: { fi: `${own} projektinhallinta` }, uses: 1 }]);
    expect((await (await as('heikki')).get<{ items: unknown[] }>(mostUsed)).body.items).toEqual([]);
    expect((await (await as('aino')).get(mostUsed)).status).toBe(403);
  });

  it('[R90] [R104] decision and bank show the terms; what was merged shows in the bank as what it means now', async () => {
    const kept = await addKeyword({ fi: `${own} merenkulku`, sv: `${own} sjöfart` });
    const gone = await addKeyword({ fi: `${own} laivat` });
    const { id } = await decided(gone.code, true);
    const hanna = await as('hanna');
    expect(await settled(id)).toBe('FINAL');
    expect((await record(hanna, id)).status).toBe(200);
    const { body: decision } = await hanna.get<{ keywordsInWords: object[] }>(`/api/decisions/v1/decisions/${id}`);
    expect(decision.keywordsInWords).toEqual([{ code: gone.code, terms: { fi: `${own} laivat` } }]);
    await changeKeyword(gone, 'merge', { into: kept.code });
    await eventually('the bank has the entry, under the keyword that it means now', async () => {
      const { body } = await hanna.get<{ items: { basisKeywords: string[]; keywordsInWords: object[] }[] }>(
        '/api/recognition-bank/v1/precedents?q=Scrum%20Master&limit=100',
      );
      const entry = body.items.find(({ basisKeywords }) => basisKeywords.includes(gone.code));
      return JSON.stringify(entry?.keywordsInWords) === JSON.stringify([{ code: kept.code, terms: kept.terms }]);
    });
    const { body: list } = await (await as('anna')).get<Page>(`${KEYWORDS}?text=${encodeURIComponent(kept.code)}`);
    expect(list.items[0]).toMatchObject({ code: kept.code, entries: 1 });
  });

  it('[R101] at most five, most used first, the code between equals, of the field that is asked for', async () => {
    for (const number of [1, 2, 3, 4, 5, 6]) {
      const { code } = await addKeyword({ fi: `${own} käyttö ${number}` }, number === 6 ? [3] : [7]);
      await decided(code, true);
      if (number === 4) await decided(code, true);
    }
    const { body } = await (
      await as('hanna')
    ).get<{ items: { code: string }[] }>('/api/decisions/v1/most-used-keywords?fieldOfEducation=7');
    const codes = body.items.map(({ code }) => code);
    expect(codes).toHaveLength(5);
    expect(codes[0]).toBe(`${own}-käyttö-4`);
    expect(codes.slice(1)).toEqual([...codes.slice(1)].sort());
    expect(codes).not.toContain(`${own}-käyttö-6`);
  });

  it('the list is paged, missing translations first and retired ones last, and says how many there are', async () => {
    const anna = await as('anna');
    const seen: Keyword[] = [];
    let cursor: string | null = null;
    let total = 0;
    do {
      const query: string = new URLSearchParams({
        text: own,
        limit: '3',
        ...(cursor !== null && { cursor }),
      }).toString();
      const { body }: { body: Page } = await anna.get<Page>(`${KEYWORDS}?${query}`);
      seen.push(...body.items);
      ({ nextCursor: cursor, total } = body);
    } while (cursor !== null);
    expect(new Set(seen.map(({ code }) => code)).size).toBe(total);
    const rank = ({ state, terms }: Keyword) => (state === 'RETIRED' ? 2 : terms.sv && terms.en ? 1 : 0);
    const ranks = seen.map(rank);
    expect(ranks).toEqual([...ranks].sort());
    expect(new Set(ranks)).toEqual(new Set([0, 1, 2]));
    expect((await anna.get<Page>(`${KEYWORDS}?cursor=xx`)).body.code).toBe('keyword/cursor-invalid');
  });
});

describe('the codeset as a table', () => {
  afterAll(retireAll);
  const IMPORTS = '/api/recognition-bank/v1/keyword-imports';
  interface Report extends Refused {
    readonly added: number;
    readonly edited: number;
    readonly unchanged: number;
    readonly badLines: readonly {
      readonly line: number;
      readonly code: string;
      readonly text: { readonly fi: string };
    }[];
  }
  const sent = async (csv: string, take: boolean, person = 'anna') =>
    (await as(person)).post<Report>(IMPORTS, { csv, take });

  it('[R104] says first what would come of it, takes the good lines on request, and the same again changes nothing', async () => {
    const first = await addKeyword({ fi: `${own} taulukko`, sv: `${own} tabell` });
    const csv = [
      'koodi;nimi;nimi_sv;ohjauksenala',
      `;${own} kala;${own} fisk;6`,
      `;${own} vene;;`,
      ';;sv;',
      `;${own} toinen;${own.toUpperCase()}  Tabell;`,
      `${first.code};${own} taulukko;${own} tabell;7`,
    ].join('\r\n');
    const counts = { added: 2, edited: 1, unchanged: 0 };
    const tried = await sent(csv, false);
    expect(tried.body).toMatchObject({ taken: false, ...counts });
    expect(tried.body.badLines.map(({ line, code }) => [line, code])).toEqual([
      [4, 'keyword/line-invalid'],
      [5, 'keyword/term-taken'],
    ]);
    expect(tried.body.badLines[1]?.text.fi).toContain(first.code);
    expect(await menu({ text: `${own} kala` })).toEqual([]);

    expect((await sent(csv, true)).body).toMatchObject({ taken: true, ...counts });
    expect(await menu({ text: `${own} kala`, language: 'sv', fieldOfEducation: '6' })).toEqual([]);
    expect(await menu({ text: `${own} fisk`, language: 'sv', fieldOfEducation: '6' })).toEqual([`${own} fisk`]);
    expect((await sent(csv, true)).body).toMatchObject({ added: 0, edited: 0, unchanged: 3 });
    await decided(`${own}-kala`, true);
    const { rows } = await database('recognition-bank').query(
      `SELECT details FROM audit_event WHERE institution_oid = $1 AND action = 'import-keywords' ORDER BY seq DESC LIMIT 1`,
      [METSALA],
    );
    expect(rows).toEqual([{ details: { added: 2, edited: 1 } }]);
  });

  it('[R104] its export is a table of its own making, without formulas, that changes nothing when it comes back', async () => {
    await addKeyword({ fi: `=${own}`, en: `+${own}` });
    const anna = await as('anna');
    let csv = '';
    let cursor: string | null = null;
    do {
      const query: string = new URLSearchParams({ limit: '50', ...(cursor !== null && { cursor }) }).toString();
      const { body }: { body: { csv: string; nextCursor: string | null } } = await anna.get(
        `/api/recognition-bank/v1/keyword-exports?${query}`,
      );
      csv += body.csv;
      cursor = body.nextCursor;
    } while (cursor !== null);
    const [head, ...lines] = csv.trimEnd().split('\r\n');
    expect(head).toBe('code;fi;sv;en;fields;state');
    expect(lines).toContain(`${own};'=${own};;'+${own};;LIVE`);
    const { body: all } = await anna.get<Page>(`${KEYWORDS}?limit=1`);
    expect(lines).toHaveLength(all.total);
    const own500 = [head, ...lines.filter((line) => line.includes(own))].join('\n');
    expect((await sent(own500, true)).body).toMatchObject({ added: 0, edited: 0, badLines: [] });
  });

  it('[R105] others neither import nor export; what is no table of keywords is refused', async () => {
    for (const person of ['hanna', 'aino']) {
      expect((await sent('fi\nx', true, person)).body.code).toBe('keyword/role-not-allowed');
      const refused = await (await as(person)).get<Refused>('/api/recognition-bank/v1/keyword-exports');
      expect([refused.status, refused.body.code]).toEqual([403, 'keyword/role-not-allowed']);
    }
    expect((await sent('sv\nhav', true)).body.code).toBe('keyword/table-unreadable');
    expect((await sent(`fi\n${'x\n'.repeat(501)}`, true)).body.code).toBe('keyword/table-too-long');
  });
});
