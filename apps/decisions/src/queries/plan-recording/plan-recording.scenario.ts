import { describe, expect, it } from '@jest/globals';
import { as } from '#testing';
import { applicationInProcess, APPROVAL, decidedPart, partInput, record, REJECTION } from '../../../test/driving.js';
import type { CaseView, RecordingPlan } from '../../http/answer-shapes.js';

const plan = async (username: string, decisionId: string, query = '') =>
  (await as(username)).get<RecordingPlan & { code?: string }>(
    `/api/decisions/v1/decisions/${decisionId}/recording${query}`,
  );
const partOfCase = async (username: string, applicationId: string) =>
  (await (await as(username)).get<CaseView>(`/api/decisions/v1/cases/${applicationId}`)).body.parts[0];

describe('the recording before it is made', () => {
  it('[R60] [R108] shows what will be written, and is what is written', async () => {
    const { decisionId } = await decidedPart(partInput(), APPROVAL);
    const planned = await plan('raija', decisionId);
    expect(planned).toMatchObject({ status: 200, body: { decisionId, recorded: false } });
    expect(planned.body.attainments).toMatchObject([
      { courseCode: 'TKT-103', credits: 5, grade: '4', fieldOfEducation: 7, originalDate: '2022-05-15' },
    ]);
    const { body } = await record(await as('hanna'), decisionId);
    expect(body.attainments).toMatchObject(planned.body.attainments);
    expect((await plan('raija', decisionId)).body).toEqual({ ...planned.body, recorded: true });
  });

  it.each([
    ['raija', APPROVAL, '?recordedOn=1999-01-01', 422, 'decision/attainment-date-not-possible'],
    ['raija', APPROVAL, '?recordedOn=yesterday', 400, 'platform/validation-failed'],
    ['hanna', REJECTION, '', 409, 'decision/rejected-not-recorded'],
    ['anna', APPROVAL, '', 403, 'decision/not-allowed'],
    ['aino', APPROVAL, '', 403, 'decision/not-allowed'],
    ['olga', APPROVAL, '', 404, 'decision/decision-not-found'],
  ] as const)('to %s of %j%s is refused: %d %s', async (username, decision, query, status, code) => {
    const { decisionId } = await decidedPart(partInput(), decision);
    expect(await plan(username, decisionId, query)).toMatchObject({ status, body: { code } });
  });
});

describe('a part of a case', () => {
  it('[R8] [R9] [R95] names what its reader may do, the grades of its courses, and what can be granted', async () => {
    const { applicationId } = await applicationInProcess(partInput({ creditsApplied: 3 }));
    expect(await partOfCase('hanna', applicationId)).toMatchObject({
      mostCredits: 3,
      possibleGrades: ['1', '2', '3', '4', '5', 'HYV'],
      actions: [{ action: 'make-decision', possible: true, code: null, text: null }],
    });
    expect((await partOfCase('aino', applicationId))?.actions).toEqual([]);
  });

  it('[R24] [R106] approved is to be recorded by its handler and by recorders', async () => {
    const { applicationId } = await decidedPart(partInput(), APPROVAL);
    const actions = [{ action: 'record-recognition', possible: true, code: null, text: null }];
    for (const username of ['hanna', 'raija'])
      expect((await partOfCase(username, applicationId))?.actions).toEqual(actions);
  });
});
