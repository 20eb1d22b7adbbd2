import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, database, eventually, readTopic } from '#testing';
import { demoPerson } from '#testing/demo';
import {
  applicationInProcess,
  APPROVAL,
  countOf,
  decide,
  partInput,
  REJECTION,
  sentApplication,
  type Sent,
  settled,
} from '../../../test/driving.js';

describe('the handler decides a part', () => {
  it('[R40] [R95] an approval is proposed, confirmed by the applications service, and announced', async () => {
    const { applicationId, partIds } = await applicationInProcess(partInput());
    const { status, body } = await decide(await as('hanna'), applicationId, partIds[0], APPROVAL);
    expect(status).toBe(202);
    expect(body.status).toBe('PROPOSED');
    expect(await settled(body.id)).toBe('FINAL');
    const made = await readTopic<{ decisionId: string }>(
      'decisions.decision.v1',
      (message) =>
        message.body.decisionId === body.id && message.headers['ce_type']?.includes('decision-made.v1') === true,
    );
    expect(made.key).toBe(applicationId);
    expect(made.body).toMatchObject({
      outcome: 'APPROVED',
      grantedCredits: 5,
      deciderId: demoPerson('hanna').personId,
      studentId: demoPerson('aino').personId,
    });
  });

  it('[R42] a rejection with reasons becomes final; the student sees it with its reasons and the decider', async () => {
    const { applicationId, partIds } = await applicationInProcess(partInput());
    const { body } = await decide(await as('hanna'), applicationId, partIds[0], REJECTION);
    expect(await settled(body.id)).toBe('FINAL');
    const seen = await (await as('aino')).get(`/api/decisions/v1/decisions/${body.id}`);
    expect(seen.body).toMatchObject({
      outcome: 'REJECTED',
      reasons: REJECTION.reasons,
      grantedCredits: 0,
      decider: { name: 'Hanna Korhonen' },
    });
  });

  it('[R85] personal data in what becomes public are refused; with a name of the officer it is decided', async () => {
    const bases = [{ kind: 'COMPETENCE', name: 'Kahvila Kulma, puh. 040 123 4567', gainedOn: '2022-05-15' }] as const;
    const { applicationId, partIds } = await applicationInProcess(partInput({ bases }));
    const hanna = await as('hanna');
    const refused = await decide(hanna, applicationId, partIds[0], APPROVAL);
    expect([refused.status, refused.body.code]).toEqual([422, 'decision/public-name-tells-of-a-person']);
    expect(JSON.stringify(refused.body)).not.toContain('4567');
    expect(await countOf('decision', applicationId)).toBe(0);
    const made = await decide(hanna, applicationId, partIds[0], { ...APPROVAL, basisName: 'Kahvilatyö' });
    expect(made.status).toBe(202);
  });

  it("[R85] the applicant's own name asks the officer once, and the answer is kept", async () => {
    const bases = [{ kind: 'COMPETENCE', name: 'Virtasen kahvila', gainedOn: '2022-05-15' }] as const;
    const { applicationId, partIds } = await applicationInProcess(partInput({ bases }));
    const hanna = await as('hanna');
    const asked = await decide(hanna, applicationId, partIds[0], APPROVAL);
    expect([asked.status, asked.body.code]).toEqual([422, 'decision/public-name-is-the-applicants']);
    const made = await decide(hanna, applicationId, partIds[0], { ...APPROVAL, applicantsNameMayStand: true });
    expect(made.status).toBe(202);
    const { rows } = await database('decisions').query('SELECT agreed_public_text FROM decision WHERE id = $1', [
      made.body.id,
    ]);
    expect(rows).toEqual([{ agreed_public_text: 'Virtasen kahvila + projektinhallinta' }]);
    await settled(made.body.id);
  });

  it('all that is wrong is said at once, each with its place and its text', async () => {
    const { applicationId, partIds } = await applicationInProcess(partInput());
    const wrong = { ...APPROVAL, grantedCredits: 500, grade: '9', keywords: undefined };
    const { status, body } = await decide(await as('hanna'), applicationId, partIds[0], wrong);
    expect([status, body.code]).toEqual([422, 'decision/approval-incomplete']);
    expect(body.errors?.map(({ path, code }) => [path, code])).toEqual([
      ['keywords', 'decision/approval-incomplete'],
      ['grantedCredits', 'decision/credits-not-possible'],
      ['grade', 'decision/grade-not-on-scale'],
    ]);
    expect(body.errors?.every(({ message }) => /[a-zäö]{3}/.test(message) && !/[{}]|undefined/.test(message))).toBe(
      true,
    );
    expect(await countOf('decision', applicationId)).toBe(0);
  });

  it('ten different decisions on one part at once: one is taken, nine are refused with it', async () => {
    const { applicationId, partIds } = await applicationInProcess(partInput());
    const hanna = await as('hanna');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        decide(hanna, applicationId, partIds[0], { ...APPROVAL, reasons: `Perustelu ${n}` }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array<number>(9).fill(409)]);
    const refused = answers.filter(({ status }) => status === 409).map(({ body }) => body);
    expect(refused.map(({ code }) => code)).toEqual(Array(9).fill('decision/already-decided'));
    const personId = demoPerson('hanna').personId;
    for (const { current } of refused) expect(current).toMatchObject({ changedBy: { role: 'YOU', personId } });
    expect(await countOf('decision', applicationId)).toBe(1);
  });

  it('ten times the same decision at once: one is taken, and all get it, with keys and without', async () => {
    const { applicationId, partIds } = await applicationInProcess(partInput());
    const hanna = await as('hanna');
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => decide(hanna, applicationId, partIds[0], APPROVAL, n % 2 === 0 ? {} : key)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(202));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await countOf('decision', applicationId)).toBe(1);
    const other = await decide(hanna, applicationId, partIds[0], REJECTION, key);
    expect([other.status, other.body.code]).toEqual([409, 'decision/idempotency-key-reused']);
    expect(await settled(answers[0]?.body.id ?? '')).toBe('FINAL');
    const { rows } = await database('decisions').query(
      `SELECT (SELECT count(*)::int FROM outbox WHERE aggregateid = $1 AND type = 'decisions.decision-proposed.v1') AS events,
              (SELECT count(*)::int FROM audit_event WHERE target_id = $2 AND action = 'make-decision'
                  AND NOT details ? 'repeated') AS decisions`,
      [applicationId, answers[0]?.body.id],
    );
    expect(rows).toEqual([{ events: 1, decisions: 1 }]);
  });

  it('[R29] a part that is only sent is not decided', async () => {
    const { applicationId, partIds } = await sentApplication(partInput());
    const hanna = await as('hanna');
    const answer = await eventually('decisions knows the case', async () => {
      const given = await decide(hanna, applicationId, partIds[0], APPROVAL);
      return given.status !== 404 && given;
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'decision/part-not-in-process']);
    const [next] = answer.body.nextActions ?? [];
    expect(next).toEqual({
      text: expect.stringContaining('käsittelyyn'),
      ...{ operationId: 'startProcessing', method: 'POST' },
      href: `/api/applications/v1/applications/${applicationId}/start-processing`,
    });
    expect((await hanna.post(next?.href ?? '', {})).status).toBe(200);
    await eventually('what the refusal named makes the decision possible', async () => {
      const { status } = await decide(hanna, applicationId, partIds[0], APPROVAL);
      return status === 202;
    });
  });

  it('[R33] a returned part is not decided', async () => {
    const { applicationId, partIds } = await applicationInProcess(partInput());
    const hanna = await as('hanna');
    await hanna.post(`/api/applications/v1/applications/${applicationId}/parts/${partIds[0]}/return`, {
      reasonCodes: ['TYPE'],
      message: 'Tyyppi on väärä.',
    });
    await eventually('decisions has heard of the return', async () => {
      const { body } = await hanna.get<{ parts: { state: string }[] }>(`/api/decisions/v1/cases/${applicationId}`);
      return body.parts[0]?.state === 'RETURNED';
    });
    const answer = await decide(hanna, applicationId, partIds[0], APPROVAL);
    expect([answer.status, answer.body.code]).toEqual([409, 'decision/part-not-in-process']);
    expect(answer.body.nextActions?.map(({ operationId }) => operationId)).toEqual(['applicationById']);
    expect(await countOf('decision', applicationId)).toBe(0);
  });
});

describe('a decision that cannot be made changes nothing', () => {
  let application: Sent;

  beforeAll(async () => {
    application = await applicationInProcess(partInput());
  });

  it.each([
    ['another handler, who does not see the case', 'heikki', 404, 'decision/case-not-found'],
    ['a recorder, who sees what is approved', 'raija', 404, 'decision/case-not-found'],
    ['the student', 'aino', 403, 'decision/not-allowed'],
    ['an administrator', 'anna', 403, 'decision/not-allowed'],
    ["another institution's handler", 'olga', 404, 'decision/case-not-found'],
  ])('by %s', async (_who, username, status, code) => {
    const answer = await decide(await as(username), application.applicationId, application.partIds[0], APPROVAL);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await countOf('decision', application.applicationId)).toBe(0);
  });

  it.each<[string, object | string, number, string]>([
    ['rejected without reasons', { outcome: 'REJECTED' }, 422, 'decision/reasons-missing'],
    ['rejected with blank reasons', { outcome: 'REJECTED', reasons: '  ' }, 422, 'decision/reasons-missing'],
    ['rejected with credits', { ...REJECTION, grantedCredits: 5 }, 422, 'decision/rejection-grants-nothing'],
    ['[R103] approved without keywords', { ...APPROVAL, keywords: undefined }, 422, 'decision/approval-incomplete'],
    ['a grade that is none', { ...APPROVAL, grade: 'banaani' }, 422, 'decision/grade-not-on-scale'],
    ['a failing grade', { ...APPROVAL, grade: '0' }, 422, 'decision/grade-not-on-scale'],
    ['0 credits', { ...APPROVAL, grantedCredits: 0 }, 422, 'decision/credits-not-possible'],
    ['600 credits of 5', { ...APPROVAL, grantedCredits: 600 }, 422, 'decision/credits-not-possible'],
    ['a hundredth too much', { ...APPROVAL, grantedCredits: 5.01 }, 422, 'decision/credits-not-possible'],
    ['[R57] partially', { ...APPROVAL, outcome: 'PARTIAL' }, 400, 'platform/validation-failed'],
    ['negative credits', { ...APPROVAL, grantedCredits: -1 }, 400, 'platform/validation-failed'],
    ['more than 600 credits', { ...APPROVAL, grantedCredits: 600.01 }, 400, 'platform/validation-failed'],
    ['three decimals', { ...APPROVAL, grantedCredits: 1.234 }, 400, 'platform/validation-failed'],
    ['credits as text', { ...APPROVAL, grantedCredits: '5' }, 400, 'platform/validation-failed'],
    [
      'credits of 1000 digits',
      JSON.stringify(APPROVAL).replace('"grantedCredits":5', `"grantedCredits":${'9'.repeat(1000)}`),
      400,
      'platform/validation-failed',
    ],
    ['a field of education out of range', { ...APPROVAL, fieldOfEducation: 13 }, 400, 'platform/validation-failed'],
    ['eleven keywords', { ...APPROVAL, keywords: Array(11).fill('scrum') }, 400, 'platform/validation-failed'],
    ['a keyword that is no code', { ...APPROVAL, keywords: ['Aino Virtanen'] }, 400, 'platform/validation-failed'],
    ['an unknown field', { ...APPROVAL, institutionOid: '1.2.3' }, 400, 'platform/validation-failed'],
    ['malformed JSON', '{"outcome":', 400, 'platform/malformed-json'],
  ])('%s', async (_name, body, status, code) => {
    const hanna = await as('hanna');
    const { applicationId, partIds } = application;
    const answer = await hanna.post<{ code: string }>(
      `/api/decisions/v1/cases/${applicationId}/parts/${partIds[0]}/decisions`,
      body,
    );
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await countOf('decision', applicationId)).toBe(0);
  });

  it('an unknown part or case', async () => {
    const hanna = await as('hanna');
    const unknown = '0193a0b0-0000-7000-8000-00000000dead';
    const noPart = await decide(hanna, application.applicationId, unknown, APPROVAL);
    expect([noPart.status, noPart.body.code]).toEqual([404, 'decision/part-not-found']);
    const noCase = await decide(hanna, unknown, unknown, APPROVAL);
    expect([noCase.status, noCase.body.code]).toEqual([404, 'decision/case-not-found']);
  });
});
