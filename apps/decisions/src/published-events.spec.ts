import { describe, expect, it } from '@jest/globals';
import { topicOf, violationsOf } from '#contracts';
import type { NewEvent } from '#messaging';
import { basis, caseWith, decision, NOON, part, STUDENT, target } from '../test/examples.js';
import { decisionMade, decisionProposed, decisionVoided, recordingAnnounced } from './published-events.js';
import type { CasePart } from './domain/case.js';
import { markRecorded, type Decision } from './domain/decision.js';
import { planAttainments, precedentOf, type PlannedAttainment } from './domain/recording.js';

const register = {
  courses: new Map(),
  studyRight: { startDate: '2024-08-01', endDate: null },
  programmeName: { fi: 'Tietojenkäsittelytieteen kandiohjelma' },
};
const BANK_KEY = 'c7a6a7de-4c53-4d3f-9f0e-6b1d53a0d001';
const ids = ['0193a0b0-0000-7000-8000-000000000031', '0193a0b0-0000-7000-8000-000000000032'];

function recording(asked: CasePart, made = decision()): NewEvent[] {
  const applicationCase = caseWith(asked);
  const recorded = markRecorded(made, { recorderId: made.deciderId, bankKey: BANK_KEY, now: NOON }) as Decision;
  const planned = planAttainments(applicationCase, asked, made, register, {
    today: '2026-11-23',
  }) as PlannedAttainment[];
  const attainments = planned.map((attainment, index) => ({ ...attainment, id: ids[index] ?? '' }));
  return recordingAnnounced(
    applicationCase,
    recorded,
    attainments,
    precedentOf(applicationCase, asked, made, register),
  );
}

describe('announcements', () => {
  it.each<[string, NewEvent[]]>([
    ['a proposal', [decisionProposed(decision({ state: 'PROPOSED' }))]],
    ['an approval made', [decisionMade(decision(), STUDENT)]],
    ['a rejection made', [decisionMade(decision({ outcome: 'REJECTED', grantedCredits: 0 }), STUDENT)]],
    ['a void decision', [decisionVoided(decision({ state: 'VOID' }), 'PART_CANCELLED')]],
    ['a recorded substitution', recording(part({ targets: [target('A', 3_33), target('B', 1_67)] }))],
    ['a recorded inclusion', recording(part({ type: 'INCLUSION', targets: [] }))],
    ['a recorded exemption', recording(part({ type: 'EXEMPTION' }), decision({ grantedCredits: 0 }))],
    ['a recording with an empty background name', recording(part({ bases: [basis({ name: '' })] }))],
  ])('%s keeps its contracts', (_name, events) => {
    for (const { name, body } of events) expect([name, violationsOf(name, body, 'producer')]).toEqual([name, []]);
  });

  it.each([
    ['[R48] a substitution of two courses', part({ targets: [target('A', 2_00), target('B', 3_00)] }), 2],
    ['[R52] an inclusion', part({ type: 'INCLUSION', targets: [] }), 1],
    ['[R53] [D8] [R93] an exemption', part({ type: 'EXEMPTION' }), 0],
  ])('[R86] %s: one recognition, one precedent, an attainment event each', (_name, asked, attainments) => {
    const names = recording(asked).map(({ name }) => name);
    expect(names.filter((name) => name === 'decisions.recognition-recorded.v1')).toHaveLength(1);
    expect(names.filter((name) => name === 'decisions.precedent-released.v1')).toHaveLength(1);
    expect(names.filter((name) => name === 'decisions.attainment-recorded.v1')).toHaveLength(attainments);
  });

  it('[R85] the precedent is keyed by the random bank key alone, on a topic of its own', () => {
    const events = recording(part());
    const precedent = events.find(({ name }) => name === 'decisions.precedent-released.v1') as NewEvent;
    expect(precedent.key).toBe(BANK_KEY);
    expect(topicOf(precedent.name).anonymous).toBe(true);
    const others = events.filter((event) => event !== precedent);
    expect(JSON.stringify(others)).not.toContain(BANK_KEY);
    const applicationCase = caseWith(part());
    for (const id of [
      applicationCase.applicationId,
      applicationCase.studentId,
      applicationCase.studyRightId,
      decision().id,
      part().partId,
      ...ids,
    ]) {
      expect(JSON.stringify(precedent)).not.toContain(id);
    }
  });

  it('[D9] an attainment event carries the three dates and never lacks the recognition date', () => {
    const older = part({ bases: [basis({ gainedOn: '2022-05-15' })] });
    const attainment = recording(older).find(({ name }) => name === 'decisions.attainment-recorded.v1');
    expect(attainment?.body).toMatchObject({
      originalDate: '2022-05-15',
      attainmentDate: '2026-11-23',
      recognitionDate: '2026-11-23',
    });
  });

  it('a decision that is not recorded is not announced as recorded', () => {
    const asked = part();
    const precedent = precedentOf(caseWith(asked), asked, decision(), register);
    expect(() => recordingAnnounced(caseWith(asked), decision(), [], precedent)).toThrow(/is FINAL/);
  });
});
