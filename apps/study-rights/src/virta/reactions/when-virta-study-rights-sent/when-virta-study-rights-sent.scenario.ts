import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { as, database, eventually, publish, readTopic, stack, topicMessages } from '#testing';
import { mitatoi, outcome, paakayttaja } from '../../../../test/koski.js';
import { PATH, type Problem } from '../../../../test/provider.js';
import { hoks } from '../../../../test/samples.js';
import { virtaRecord } from '../../../../test/virta-documents.js';

const UNIVERSITY = '1.2.246.562.10.10000000001';
const NAME = 'national.virta-study-rights-sent.v1';

const FILES = fileURLToPath(new URL('../../../../test/virta', import.meta.url));
const file = (name: string) => readFileSync(path.join(FILES, name), 'utf8');
const published = async (count: number, ids: readonly string[]) =>
  eventually('the study rights are published', async () => {
    const messages = await topicMessages('study-rights.study-right.v1');
    const mine = messages.filter(({ key }) => ids.includes(key ?? ''));
    return mine.length >= count && mine;
  });

/** `npm run import:virta` with a file of test/virta, or of another place. */
function importVirta(name: string, ...options: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const words = [path.resolve('dist/apps/operator/src/main.js'), 'import-virta', path.resolve(FILES, name), ...options];
  const env = { ...process.env, KAFKA_BROKERS: stack().kafkaBrokers.join(',') };
  return new Promise((resolve) =>
    execFile(process.execPath, words, { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    ),
  );
}

describe('VIRTA records arrive', () => {
  it('[R60] a record is kept and published; the same again is no version, a new state is the next one', async () => {
    const id = randomUUID();
    const xml = file('virta-opiskelija.xml').replaceAll('3d1f6a52-7c1e-4d3a-9a52-0a4f3c2b1e00', id);
    for (const text of [xml, xml, xml.replace('<Koodi>2</Koodi>', '<Koodi>7</Koodi>')]) {
      await publish(NAME, UNIVERSITY, UNIVERSITY, { institutionOid: UNIVERSITY, xml: text });
    }
    expect((await published(2, [id])).map(({ body }) => body)).toMatchObject([
      { version: 1, kind: 'HIGHER_EDUCATION', type: '13', state: '2', live: true, programmeCode: null },
      { version: 2, state: '7', live: false },
    ]);
    const { rows } = await database('study-rights').query('SELECT version FROM virta_study_right WHERE id = $1', [id]);
    expect(rows).toEqual([{ version: 2 }]);
  });

  it('badRequest.queryParam.virheellinenOpiskeluoikeusOid: it is read only, neither invalidated nor given a HOKS', async () => {
    const id = randomUUID();
    const xml = file('virta-opiskelija.xml').replaceAll('3d1f6a52-7c1e-4d3a-9a52-0a4f3c2b1e00', id);
    await publish(NAME, UNIVERSITY, UNIVERSITY, { institutionOid: UNIVERSITY, xml });
    await published(1, [id]);
    expect(outcome(await mitatoi(paakayttaja, id))).toEqual([
      400,
      ['badRequest.queryParam.virheellinenOpiskeluoikeusOid'],
    ]);
    const paivi = await as('paivi');
    const refused = await paivi.post<Problem>(`${PATH}/hoks`, hoks(id));
    expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, 'opiskeluoikeus-oid']);
  });

  it('bad records are answered with line and key, good ones beside them are stored', async () => {
    const id = randomUUID();
    const xml = file('virheita.xml').replace('OO-HYVA', id);
    await publish(NAME, UNIVERSITY, UNIVERSITY, { institutionOid: UNIVERSITY, xml });
    const answer = await readTopic<{ refused: number; errors: object[] }>(
      'study-rights.virta-answer.v1',
      ({ body }) => body.refused === 5,
    );
    expect(answer.body.errors).toMatchObject([
      { line: 9, recordKey: 'OO-TILA', key: 'badRequest.validation.virta' },
      { line: 15, recordKey: 'OO-TYYPPI' },
      { line: 21, recordKey: 'OO-PAIVA' },
      { line: 27, recordKey: null },
      { line: 33, key: 'badRequest.format.xml' },
    ]);
    expect(await published(1, [id])).toHaveLength(1);
  });

  it('conflict.virtaJulkaistuMuutoin: what the university publishes itself is not overridden', async () => {
    const studyRightId = randomUUID();
    await publish('university.study-right-published.v1', studyRightId, UNIVERSITY, {
      ...{ institutionOid: UNIVERSITY, version: 1, studyRightId, studentId: randomUUID(), programmeCode: 'TKT' },
      ...{ virtaType: 2, startDate: '2024-08-01', endDate: null, states: [{ state: 1, startDate: '2024-08-01' }] },
    });
    await published(1, [studyRightId]);
    const xml = file('virta-opiskelija.xml').replaceAll('3d1f6a52-7c1e-4d3a-9a52-0a4f3c2b1e00', studyRightId);
    await publish(NAME, UNIVERSITY, UNIVERSITY, { institutionOid: UNIVERSITY, xml });
    const answer = await readTopic<{ errors: { recordKey: string; key: string }[] }>(
      'study-rights.virta-answer.v1',
      ({ body }) => body.errors[0]?.recordKey === studyRightId,
    );
    expect(answer.body.errors.map(({ key }) => key)).toEqual(['conflict.virtaJulkaistuMuutoin']);
  });

  it('npm run import:virta sends the good records of a file and reports the bad ones; a second time nothing changes', async () => {
    const run = () => importVirta('virheita.xml', '--institution', UNIVERSITY);
    const first = await run();
    expect([first.code, first.stdout.trim()]).toEqual([1, '1 study rights sent, 5 records refused.']);
    expect(first.stderr).toMatch(/virheita\.xml:9: OO-TILA: badRequest\.validation\.virta: .*Tila\.Koodi/);
    const stored = async () => {
      const sql = `SELECT id, version FROM virta_study_right WHERE data->>'key' = 'OO-HYVA'`;
      return (await database('study-rights').query<{ id: string; version: number }>(sql)).rows;
    };
    const [one] = await eventually('the good record is stored', async () => {
      const rows = await stored();
      return rows.length > 0 && rows;
    });
    expect((await run()).code).toBe(1);
    // The key is the institution's: what is sent after it is handled after it.
    const id = randomUUID();
    const xml = file('virta-opiskelija.xml').replaceAll('3d1f6a52-7c1e-4d3a-9a52-0a4f3c2b1e00', id);
    await publish(NAME, UNIVERSITY, UNIVERSITY, { institutionOid: UNIVERSITY, xml });
    await published(1, [id]);
    expect(await stored()).toEqual([one]);
  });

  it('npm run import:virta reads a file by its encoding, with any prefix, and sends nothing of one that is declared wrong', async () => {
    const suffix = randomUUID();
    const keys = [`ä-${suffix}`, `ö-${suffix}`];
    const records = keys.map((avain) => virtaRecord('', { avain, opiskelija: 'O', myontaja: 'UK' }));
    const body = records.join('\n').replace(/<(\/?)/g, (_, slash: string) => `<${slash}v.1:`);
    const text = (encoding: string) =>
      `<?xml version="1.0" encoding="${encoding}"?>\n<v.1:Opiskeluoikeudet xmlns:v.1="urn:mace:funet.fi:virta/2015/09/01">${body}</v.1:Opiskeluoikeudet>`;
    const folder = mkdtempSync(path.join(tmpdir(), 'virta-'));
    const write = (name: string, encoding: string) => {
      writeFileSync(path.join(folder, name), text(encoding), 'latin1');
      return path.join(folder, name);
    };

    const wrong = await importVirta(write('wrong.xml', 'UTF-8'), '--institution', UNIVERSITY);
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toMatch(/wrong\.xml: badRequest\.format\.xml: Line 2 .*UTF-8.* Nothing was sent\.\n$/);

    const right = await importVirta(write('right.xml', 'ISO-8859-1'), '--institution', UNIVERSITY);
    expect([right.code, right.stdout.trim()]).toEqual([0, '2 study rights sent, 0 records refused.']);
    const sql = `SELECT data->>'key' AS key FROM virta_study_right WHERE data->>'key' LIKE $1 ORDER BY data->>'key' COLLATE "C"`;
    const stored = await eventually('both records are stored', async () => {
      const { rows } = await database('study-rights').query<{ key: string }>(sql, [`%${suffix}`]);
      return rows.length === 2 && rows;
    });
    expect(stored.map(({ key }) => key)).toEqual(keys);
  });

  it.each<[string, string[]]>([
    ['no institution', ['opiskeluoikeudet.xml']],
    ['a malformed institution oid', ['opiskeluoikeudet.xml', '--institution', '1.2.3']],
    ['a file that is not there', ['ei-ole.xml', '--institution', UNIVERSITY]],
    ['an unknown option', ['opiskeluoikeudet.xml', '--institution', UNIVERSITY, '--force']],
  ])('npm run import:virta does nothing with %s', async (_, words) => {
    const [name = '', ...options] = words;
    const { code, stdout, stderr } = await importVirta(name, ...options);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
