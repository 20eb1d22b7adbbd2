import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { EventBodies } from '#contracts';
import { anonymous, as, eventually, publish, type Reply } from '#testing';
import { demoPerson } from '#testing/demo';

type Released = EventBodies['decisions.precedent-released.v1'];

interface Entry {
  readonly id: string;
  readonly basisName: string;
  readonly recognitionType: string;
}
interface Page {
  readonly items: Entry[];
  readonly nextCursor: string | null;
  /** Of a refusal. */
  readonly code?: string;
}

const { institutionOid } = demoPerson('aino');
/** Keeps this run's entries apart from everybody else's: each search filters by it. */
const programmeCode = `P-${randomUUID()}`;

async function release(differences: Partial<Released>): Promise<void> {
  const bankKey = randomUUID();
  const body: Released = {
    institutionOid,
    bankKey,
    programmeCode,
    programmeName: { fi: 'Hakukoe' },
    basisKind: 'COMPETENCE',
    basisCode: null,
    basisName: '',
    basisKeywords: [],
    targetName: null,
    recognitionType: 'INCLUSION',
    partial: false,
    creditsApplied: 5,
    creditsGranted: 5,
    recognisedMonth: '2026-10',
    ...differences,
  };
  await publish('decisions.precedent-released.v1', bankKey, body.institutionOid, body);
}

async function search(parameters: Record<string, string>, username = 'aino'): Promise<Reply<Page>> {
  const query = new URLSearchParams({ programmeCode, ...parameters });
  return (await as(username)).get<Page>(`/api/recognition-bank/v1/precedents?${query}`);
}

const namesFor = async (q: string): Promise<string[]> => (await search({ q })).body.items.map((item) => item.basisName);

describe('search in the recognition bank', () => {
  const NAMES = [
    'Ohjelmointi',
    'Tietokannat',
    'Vanhusten hoidon kurssi',
    'Café-yrittäjä',
    'Ålands hav',
    '100% etätyö',
    'Databasteknik',
  ];

  beforeAll(async () => {
    await Promise.all(NAMES.map(async (basisName) => release({ basisName })));
    await release({
      basisKind: 'STUDY',
      basisCode: 'AVO-17',
      basisName: 'Avoimen opinnot',
      recognisedMonth: '2025-01',
    });
    await release({ basisName: 'AVO-17 opas', recognisedMonth: '2026-11' });
    await eventually('all entries are filed', async () => (await search({})).body.items.length === NAMES.length + 2);
  });

  it.each([
    ['ohjelmoinnin', 'Ohjelmointi'],
    ['ohjelmointia', 'Ohjelmointi'],
    ['tietokantojen', 'Tietokannat'],
    ['hoito', 'Vanhusten hoidon kurssi'],
    ['CAFE', 'Café-yrittäjä'],
    ['café', 'Café-yrittäjä'],
    ['åland', 'Ålands hav'],
    ['databas', 'Databasteknik'],
    ['100%', '100% etätyö'],
  ])('[R82] [R83] "%s" finds "%s"', async (q, name) => {
    expect(await namesFor(q)).toContain(name);
  });

  it('å is a letter of its own: "aland" does not find "Ålands hav"', async () => {
    expect(await namesFor('aland')).not.toContain('Ålands hav');
  });

  it('an exact code comes first, before newer entries that mention it', async () => {
    expect((await namesFor('avo-17'))[0]).toBe('Avoimen opinnot');
  });

  it.each(['%%', '__', "'; --", ':*&|!()', '\\\\', '🦊🦊', '((((', '<-> <->'])(
    'odd text %j is answered with what it finds',
    async (q) => {
      const { status, body } = await search({ q });
      expect(status).toBe(200);
      expect(Array.isArray(body.items)).toBe(true);
    },
  );

  it('wildcards are taken literally', async () => {
    expect(await namesFor('%_%')).toEqual([]);
  });

  it.each<Record<string, string>>([
    { q: 'a' },
    { q: 'x'.repeat(101) },
    { q: 'ab\u0000' },
    { limit: '0' },
    { type: 'NONE' },
    { unknown: '1' },
  ])('%j is refused with the mistakes named', async (parameters) => {
    const { status, body } = await search(parameters);
    expect([status, body.code]).toEqual([400, 'platform/validation-failed']);
  });

  it('pages of every size show each entry once, newest first', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: Reply<Page> = await search({ limit: '2', ...(cursor && { cursor }) });
      seen.push(...body.items.map((item) => item.basisName));
      cursor = body.nextCursor;
    }
    expect(seen.length).toBe(NAMES.length + 2);
    expect(new Set(seen).size).toBe(seen.length);
    expect([seen[0], seen.at(-1)]).toEqual(['AVO-17 opas', 'Avoimen opinnot']);
  });

  it('an invented cursor is refused', async () => {
    const { status, body } = await search({ cursor: 'nonsense' });
    expect([status, body.code]).toEqual([400, 'precedent/cursor-invalid']);
  });

  it('another institution sees none of these entries', async () => {
    expect((await search({}, 'olga')).body.items).toEqual([]);
  });

  it('[R82] a provider may not search, and nobody without a token', async () => {
    const refused = await search({}, 'paivi');
    expect([refused.status, refused.body.code]).toEqual([403, 'precedent/search-not-allowed']);
    expect((await anonymous().get('/api/recognition-bank/v1/precedents')).status).toBe(401);
  });
});
