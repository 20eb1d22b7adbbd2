import { describe, expect, it } from '@jest/globals';
import { as, database, eventually, readTopic, topicMessages } from '#testing';
import { demoPerson } from '#testing/demo';
import {
  applicationInProcess,
  APPROVAL,
  countOf,
  decide,
  decidedPart,
  METSALA,
  partInput,
  record,
  REJECTION,
  settled,
} from '../../../test/driving.js';

async function stateOf(decisionId: string): Promise<{ state: string; bank_key: string | null }> {
  const { rows } = await database('decisions').query<{ state: string; bank_key: string | null }>(
    `SELECT state, bank_key FROM decision WHERE institution_oid = $1 AND id = $2`,
    [METSALA, decisionId],
  );
  return rows[0] ?? { state: 'NONE', bank_key: null };
}

describe('recording', () => {
  it('[R113] ten recordings at once and one more: one recording, the same attainments for all', async () => {
    const { applicationId, decisionId } = await decidedPart(partInput(), APPROVAL);
    const hanna = await as('hanna');
    const answers = await Promise.all(Array.from({ length: 10 }, () => record(hanna, decisionId)));
    answers.push(await record(hanna, decisionId));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.attainments))).size).toBe(1);
    expect(await countOf('attainment', applicationId)).toBe(1);
    const id = answers[0]?.body.attainments[0]?.id;
    await readTopic<{ attainmentId: string }>('decisions.attainment.v1', ({ body }) => body.attainmentId === id);
    const published = await topicMessages('decisions.attainment.v1');
    expect(published.filter(({ key }) => key === applicationId)).toHaveLength(1);
  });

  it('[R32] [R106] the part is handled once its recording is published', async () => {
    const { applicationId, decisionId } = await decidedPart(partInput(), APPROVAL);
    await record(await as('hanna'), decisionId);
    const aino = await as('aino');
    const state = await eventually('the part is handled', async () => {
      const { body } = await aino.get<{ parts: { state: string }[] }>(
        `/api/applications/v1/applications/${applicationId}`,
      );
      return body.parts[0]?.state === 'HANDLED' && body.parts[0].state;
    });
    expect(state).toBe('HANDLED');
  });

  it('[R48] [R141] a course and a module: an attainment for every course, none for the module', async () => {
    const part = partInput({ targets: [{ courseCode: 'TKT-202' }, { courseCode: 'TKT-PERUS' }], creditsApplied: 20 });
    const { decisionId } = await decidedPart(part, { ...APPROVAL, grantedCredits: 20 });
    const { body } = await record(await as('hanna'), decisionId);
    expect(body.attainments.map(({ courseCode, credits }) => [courseCode, credits])).toEqual([
      ['TKT-202', 5],
      ['TKT-101', 5],
      ['TKT-102', 5],
      ['TKT-103', 5],
    ]);
  });

  it('[R99] [R103] [R106] keywords are saved with the approval: without them nothing is decided, and nothing can be recorded', async () => {
    const { applicationId, partIds } = await applicationInProcess(partInput());
    const hanna = await as('hanna');
    const { keywords: _, ...withoutKeywords } = APPROVAL;
    const refused = await decide(hanna, applicationId, partIds[0], withoutKeywords);
    expect([refused.status, refused.body.code]).toEqual([422, 'decision/approval-incomplete']);
    const { body: opened } = await hanna.get<{ parts: { decisions: object[]; actions: { action: string }[] }[] }>(
      `/api/decisions/v1/cases/${applicationId}`,
    );
    expect(opened.parts[0]).toMatchObject({ decisions: [], actions: [{ action: 'make-decision' }] });

    const { body: made } = await decide(hanna, applicationId, partIds[0], APPROVAL);
    await settled(made.id);
    const { body } = await hanna.get<object>(`/api/decisions/v1/decisions/${made.id}`);
    const [word] = APPROVAL.keywords;
    // A word from before there is a codeset stands for itself.
    expect(body).toMatchObject({ keywords: [word], keywordsInWords: [{ code: word, terms: { fi: word } }] });
    expect((await record(hanna, made.id)).status).toBe(200);
  });

  it('[R52] [R140] an inclusion is recorded under its name as written', async () => {
    const name = 'Avoimen yliopiston "Ångström" – kurssi';
    const bases = [{ kind: 'STUDY' as const, name, gainedOn: '2025-03-01', code: 'AVO-1' }];
    const { decisionId } = await decidedPart(partInput({ type: 'INCLUSION', targets: [], bases }), APPROVAL);
    const { body } = await record(await as('hanna'), decisionId);
    expect(body.attainments).toMatchObject([{ courseCode: null, name: { fi: name }, credits: 5 }]);
  });

  it('[R53] [D8] [R93] an exemption is recorded with no attainment, and is a precedent', async () => {
    const part = partInput({ type: 'EXEMPTION', targets: [{ courseCode: 'KIE-RUO' }], creditsApplied: 3 });
    const { decisionId } = await decidedPart(part, { ...APPROVAL, grantedCredits: 0, grade: 'HYV' });
    const { status, body } = await record(await as('hanna'), decisionId);
    expect([status, body.attainments]).toEqual([200, []]);
    const { state, bank_key } = await stateOf(decisionId);
    expect(state).toBe('RECORDED');
    const precedent = await readTopic('decisions.precedent.v1', ({ key }) => key === bank_key);
    expect(precedent.body).toMatchObject({ recognitionType: 'EXEMPTION', creditsGranted: 0 });
  });

  it('[D9] [R60] [R61] the attainment event has three dates, the one inside the study right by the decision', async () => {
    const { applicationId, decisionId } = await decidedPart(partInput(), APPROVAL);
    await record(await as('raija'), decisionId);
    const { body } = await readTopic<Record<string, unknown>>(
      'decisions.attainment.v1',
      ({ key }) => key === applicationId,
    );
    expect(body).toMatchObject({ originalDate: '2022-05-15', studentId: demoPerson('aino').personId });
    expect(body['attainmentDate']).toBe(body['recognitionDate']);
    expect(String(body['recognitionDate']) > '2024-08-01').toBe(true);
  });

  it('[R60] [R61] a date outside the study right is refused with one that would do; then nothing is recorded', async () => {
    const { applicationId, decisionId } = await decidedPart(partInput(), APPROVAL);
    const hanna = await as('hanna');
    const refused = await record(hanna, decisionId, { recordedOn: '2022-05-15' });
    expect([refused.status, refused.body.code]).toEqual([422, 'decision/attainment-date-not-possible']);
    expect(await countOf('attainment', applicationId)).toBe(0);
    const { proposedDate } = refused.body as unknown as { proposedDate: string };
    const taken = await record(hanna, decisionId, { recordedOn: proposedDate });
    expect(taken.body.attainments).toMatchObject([{ attainmentDate: proposedDate, originalDate: '2022-05-15' }]);
  });

  it('[R113] recording again with the same date gives the same; another date is refused', async () => {
    const { decisionId } = await decidedPart(partInput(), APPROVAL);
    const hanna = await as('hanna');
    const first = await record(hanna, decisionId);
    const recordedOn = first.body.attainments[0]?.attainmentDate;
    expect((await record(hanna, decisionId, { recordedOn })).body).toEqual(first.body);
    const other = await record(hanna, decisionId, { recordedOn: '2024-09-01' });
    expect([other.status, other.body]).toMatchObject([
      409,
      { code: 'decision/recorded-with-another-date', recordedOn, asked: '2024-09-01' },
    ]);
    expect((await record(hanna, decisionId)).body).toEqual(first.body);
  });

  it('[R85] [R86] [R91] [R96] one anonymous precedent under the edited name, joined to nothing but the random key', async () => {
    const { applicationId, partIds, decisionId } = await decidedPart(partInput(), {
      ...APPROVAL,
      basisName: 'Ketterä projektityö',
    });
    const before = (await stateOf(decisionId)).bank_key;
    expect(before).toBeNull();
    const { body } = await record(await as('hanna'), decisionId);
    const { bank_key } = await stateOf(decisionId);
    const precedent = await readTopic('decisions.precedent.v1', ({ key }) => key === bank_key);
    expect(bank_key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(precedent.body).toMatchObject({ basisName: 'Ketterä projektityö', programmeCode: 'TKT-KANDI' });
    const everything = JSON.stringify([precedent.body, precedent.headers, precedent.key]);
    const ids = [applicationId, partIds[0], decisionId, demoPerson('aino').personId, body.attainments[0]?.id];
    for (const id of ids) expect(everything).not.toContain(id);
    expect(precedent.headers['ce_time']).toBeUndefined();
  });
});

describe('recording that is refused leaves nothing', () => {
  it('[R97] a rejected decision', async () => {
    const { applicationId, decisionId } = await decidedPart(partInput(), REJECTION);
    const answer = await record(await as('hanna'), decisionId);
    expect([answer.status, answer.body.code]).toEqual([409, 'decision/rejected-not-recorded']);
    expect(await countOf('attainment', applicationId)).toBe(0);
    expect((await stateOf(decisionId)).bank_key).toBeNull();
  });

  it.each([
    ['an administrator', 'anna', 403, 'decision/not-allowed'],
    ['the student', 'aino', 403, 'decision/not-allowed'],
    ["another institution's recorder", 'olga', 404, 'decision/decision-not-found'],
  ])('by %s', async (_who, username, status, code) => {
    const { applicationId, decisionId } = await decidedPart(partInput(), APPROVAL);
    const answer = await record(await as(username), decisionId);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await countOf('attainment', applicationId)).toBe(0);
  });

  it('a day that is none, an unknown field', async () => {
    const { applicationId, decisionId } = await decidedPart(partInput(), APPROVAL);
    const hanna = await as('hanna');
    for (const body of [{ recordedOn: '2026-02-30' }, { recordedOn: 5 }, { bankKey: 'x' }]) {
      const answer = await record(hanna, decisionId, body);
      expect([answer.status, answer.body.code]).toEqual([400, 'platform/validation-failed']);
    }
    expect(await countOf('attainment', applicationId)).toBe(0);
  });

  it('[R22] a decision not yet final, or unknown', async () => {
    const { applicationId, partIds } = await applicationInProcess(partInput());
    const hanna = await as('hanna');
    const { body } = await decide(hanna, applicationId, partIds[0], APPROVAL);
    const early = await record(hanna, body.id);
    // The confirmation may be as quick as this request; then it is a recording like any other.
    expect(['decision/not-final-yet', undefined]).toContain(early.body.code);
    const unknown = await record(hanna, '0193a0b0-0000-7000-8000-00000000dead');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'decision/decision-not-found']);
  });
});
