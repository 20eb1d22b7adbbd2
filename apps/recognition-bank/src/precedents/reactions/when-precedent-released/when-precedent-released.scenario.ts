import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { deadLetterTopic, type EventBodies } from '#contracts';
import { as, database, eventually, metricOf, publish, stack, topicMessages } from '#testing';
import { demoPerson } from '#testing/demo';

type Released = EventBodies['decisions.precedent-released.v1'];

const RELEASED = 'decisions.precedent-released.v1';
const { institutionOid } = demoPerson('hanna');

/** A precedent whose basis name holds a word that no other test uses. */
function precedent(word: string, differences: Partial<Released> = {}): Released {
  return {
    institutionOid,
    bankKey: randomUUID(),
    programmeCode: 'TKT-KANDI',
    programmeName: { fi: 'Tietojenkäsittelytieteen kandiohjelma' },
    basisKind: 'COMPETENCE',
    basisCode: null,
    basisName: `Scrum Master ${word}`,
    basisKeywords: ['projektinhallinta'],
    targetName: { fi: 'Ohjelmistotekniikka', sv: 'Programvaruteknik', en: 'Software Engineering' },
    recognitionType: 'SUBSTITUTION',
    partial: false,
    creditsApplied: 5,
    creditsGranted: 2.5,
    recognisedMonth: '2026-11',
    ...differences,
  };
}

const release = async (body: Released): Promise<void> => publish(RELEASED, body.bankKey, body.institutionOid, body);

interface Page {
  readonly items: Record<string, unknown>[];
}

async function search(username: string, q: string): Promise<Page['items']> {
  const { body } = await (await as(username)).get<Page>(`/api/recognition-bank/v1/precedents?q=${q}`);
  return body.items;
}

async function searchUntilFound(username: string, q: string): Promise<Page['items']> {
  return eventually(`an entry for ${q}`, async () => {
    const items = await search(username, q);
    return items.length > 0 && items;
  });
}

const uniqueWord = (): string => `z${randomUUID().replaceAll('-', '')}`;

describe('a released precedent', () => {
  it('[R82] [R86] [R87] [R89] [R90] [R92] [R93] [R94] [R95] [R96] is found by handler and student by a word of its basis name', async () => {
    const word = uniqueWord();
    const released = precedent(word);
    await release(released);
    const items = await searchUntilFound('hanna', word);
    const { institutionOid: _institution, bankKey: _key, ...visible } = released;
    expect(items).toEqual([
      {
        ...{ ...visible, id: expect.any(String), basisNameMissing: false, withheld: false },
        // A code that is not in the codeset is its own term.
        keywordsInWords: released.basisKeywords.map((code) => ({ code, terms: { fi: code } })),
      },
    ]);
    expect(await search('aino', word.toUpperCase())).toEqual(items);
  });

  it('[R85] with personal data in a text is filed without that text, with an explanation, and stays out of the dead letters', async () => {
    const word = uniqueWord();
    const sent = precedent(word, {
      basisKind: 'STUDY',
      basisCode: '131052-308T',
      basisName: 'Kahvila Kulma, aino@example.org',
      basisKeywords: [word, '040 123 4567'],
    });
    await release(sent);
    const [item] = await searchUntilFound('hanna', word);
    expect(item).toMatchObject({
      ...{ basisName: '', basisNameMissing: true, basisCode: null, basisKeywords: [word], withheld: true },
      basisNameNote: { fi: expect.stringContaining('henkilötietoja') },
    });
    const { rows } = await database('recognition-bank').query(
      `SELECT FROM precedent p WHERE p::text LIKE ANY ('{%131052%,%aino@example%,%123 4567%}')`,
    );
    expect(rows).toEqual([]);
    const letters = await topicMessages(deadLetterTopic('decisions.precedent.v1', 'recognition-bank'));
    expect(letters.filter(({ key }) => key === sent.bankKey)).toEqual([]);
    await eventually('operators see it', async () => {
      return ((await metricOf(stack().metricsUrls['recognition-bank'], 'copies_withheld_rows')) ?? 0) > 0;
    });
  });

  it('[R85] [R86] makes one entry however often it comes, and publishes it once', async () => {
    const word = uniqueWord();
    const released = precedent(word);
    await release(released);
    await release(released);
    await release({ ...released, basisName: 'renamed by a replay' });
    // Same key, hence same partition: when the other institution's entry is found, the three before have been taken in.
    const lastWord = uniqueWord();
    await release(
      precedent(lastWord, { bankKey: released.bankKey, institutionOid: demoPerson('olga').institutionOid }),
    );
    await searchUntilFound('olga', lastWord);
    const { rows } = await database('recognition-bank').query(
      'SELECT basis_name FROM precedent WHERE institution_oid = $1 AND bank_key = $2',
      [institutionOid, released.bankKey],
    );
    expect(rows).toEqual([{ basis_name: released.basisName }]);
    const filed = async () =>
      (await topicMessages('recognition-bank.precedent.v1')).filter(({ key }) => key === released.bankKey);
    await eventually('an event for each institution', async () => (await filed()).length >= 2);
    expect((await filed()).map(({ headers }) => headers['ce_institutionoid']).sort()).toEqual(
      [institutionOid, demoPerson('olga').institutionOid].sort(),
    );
  });

  it('[R85] leaves nothing in the table that names a person, an application, a decision or a moment', async () => {
    const { rows } = await database('recognition-bank').query<{ column_name: string; data_type: string }>(
      `SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'precedent'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(
      rows.filter((row) => /student|person|handler|application|decision|created|updated|email/.test(row.column_name)),
    ).toEqual([]);
    expect(rows.filter((row) => /^(timestamp|date|time|interval)/.test(row.data_type))).toEqual([]);
  });

  it('[R98] without a basis name is shown as an explained blank', async () => {
    const word = uniqueWord();
    await release(precedent(word, { basisName: '', targetName: { fi: word } }));
    const items = await searchUntilFound('aino', word);
    expect(items[0]).toMatchObject({ basisName: '', basisNameMissing: true });
    expect(Object.keys(items[0]?.['basisNameNote'] as object).sort()).toEqual(['en', 'fi', 'sv']);
  });
});
