import { describe, expect, it } from '@jest/globals';
import { DEFAULT_RIGHTS } from '#kernel';
import { caseWith, decision, HANDLER, INSTITUTION, part, STUDENT } from '../../test/examples.js';
import { actionsOnPart } from './actions-on-part.js';
import type { CasePart } from './case.js';
import type { Decision } from './decision.js';

const rights = { rights: DEFAULT_RIGHTS, programmeCodes: [] };
const handler = { personId: HANDLER, institutionOid: INSTITUTION, roles: ['HANDLER'], ...rights };
const recorder = { ...handler, personId: 'recorder', roles: ['RECORDER'] };
const others = [
  { ...handler, personId: 'another' },
  { ...handler, institutionOid: '1.2.246.562.10.10000000002' },
  { ...handler, personId: STUDENT, roles: ['STUDENT'] },
  { ...handler, personId: 'admin', roles: ['ADMIN'] },
];

function actions(person: typeof handler, differences: Partial<CasePart>, standing?: Partial<Decision>) {
  const one = part(differences);
  const offered = actionsOnPart(person, caseWith(one), one, standing && decision(standing));
  return offered.map(({ action, refusal }) => `${action} ${refusal?.refused ?? 'possible'}`);
}

describe('what somebody may do with a part', () => {
  it.each([
    ['decides it in processing', {}, undefined, ['make-decision possible']],
    [
      '[R29] waits until it is taken into processing',
      { state: 'SENT' },
      undefined,
      ['make-decision decision/part-not-in-process'],
    ],
    ['waits for the student', { state: 'RETURNED' }, undefined, ['make-decision decision/part-not-in-process']],
    ['does nothing with a cancelled part', { state: 'CANCELLED' }, undefined, []],
    [
      'waits for the confirmation of an approval',
      {},
      { state: 'PROPOSED' },
      ['make-decision decision/already-decided', 'record-recognition decision/not-final-yet'],
    ],
    [
      'waits for the confirmation of a rejection',
      {},
      { state: 'PROPOSED', outcome: 'REJECTED' },
      ['make-decision decision/already-decided'],
    ],
    ['[R106] records a final approval', { outcome: 'APPROVED' }, { state: 'FINAL' }, ['record-recognition possible']],
    ['[R42] has nothing left of a rejection', { state: 'HANDLED' }, { state: 'FINAL', outcome: 'REJECTED' }, []],
    ['has nothing left of what is recorded', { state: 'HANDLED' }, { state: 'RECORDED' }, []],
  ] as const)('[R8] [R9] its handler %s', (_, differences, standing, expected) => {
    expect(actions(handler, differences, standing)).toEqual(expected);
  });

  it('[R24] a recorder records, and decides nothing', () => {
    expect(actions(recorder, {})).toEqual([]);
    expect(actions(recorder, { outcome: 'APPROVED' }, { state: 'FINAL' })).toEqual(['record-recognition possible']);
  });

  it.each(others)('$personId of $institutionOid does neither', (person) => {
    expect(actions(person, {})).toEqual([]);
    expect(actions(person, { outcome: 'APPROVED' }, { state: 'FINAL' })).toEqual([]);
  });
});
