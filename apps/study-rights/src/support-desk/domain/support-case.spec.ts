import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefused } from '#kernel';
import { STUDY_RIGHT_OID, studyRight, suoritus, opiskeluoikeus } from '../../../test/samples.js';
import {
  approveOverride,
  closeSupportCase,
  openSupportCase,
  proposeOverride,
  type Pair,
  type SupportCase,
} from './support-case.js';
import {
  SUPPORT_CASE_TRANSITIONS,
  supportCaseStates,
  supportCaseSteps,
  type SupportCaseState,
  type SupportCaseStep,
} from './support-case.states.js';

const AT = new Date('2026-11-27T10:00:00Z');
const by = (person: string) => ({ by: person, at: AT });
const pair = (version = 1, digest = 'a'): Pair => ({ studyRight: studyRight({ version }), hoks: { id: 17, digest } });
const proposal = (person = 'tuki', confirmed = false) => ({ reason: 'sovittu', confirmed, ...by(person) });

function opened(): SupportCase {
  const request = { mayInvalidate: true, reason: 'WRONG_TYPE', liveHoksId: 17 };
  const result = openSupportCase(studyRight(), request, { id: 'c1', message: null, ...by('paivi') });
  if (isRefused(result)) throw new Error(result.refused);
  return result;
}

/** A case in the state, got there by its steps. */
function caseIn(state: SupportCaseState): SupportCase {
  const steps: Readonly<Record<SupportCaseState, readonly SupportCaseStep[]>> = {
    OPEN: [],
    PROPOSED: ['propose'],
    COMPLETED: ['propose', 'approve'],
    REJECTED: ['reject'],
    WITHDRAWN: ['withdraw'],
  };
  return steps[state].reduce((supportCase, step) => {
    const result = take(supportCase, step, step === 'approve' ? 'toini' : 'tuki', pair());
    if ('refused' in result) throw new Error(result.refused);
    return result;
  }, opened());
}

function take(supportCase: SupportCase, step: SupportCaseStep, person: string, current: Pair) {
  switch (step) {
    case 'propose':
      return proposeOverride(supportCase, proposal(person), current);
    case 'approve': {
      const result = approveOverride(supportCase, by(person), current);
      return isRefused(result) ? result : result.supportCase;
    }
    default:
      return closeSupportCase(supportCase, step, { ...by(person), reason: null });
  }
}

describe('a support case', () => {
  const table: [SupportCaseState, SupportCaseStep, SupportCaseState | null][] = [
    ['OPEN', 'propose', 'PROPOSED'],
    ['OPEN', 'approve', null],
    ['OPEN', 'reject', 'REJECTED'],
    ['OPEN', 'withdraw', 'WITHDRAWN'],
    ['PROPOSED', 'propose', 'PROPOSED'],
    ['PROPOSED', 'approve', 'COMPLETED'],
    ['PROPOSED', 'reject', 'REJECTED'],
    ['PROPOSED', 'withdraw', 'WITHDRAWN'],
    ...(['COMPLETED', 'REJECTED', 'WITHDRAWN'] as const).flatMap((end) =>
      supportCaseSteps.map((step): [SupportCaseState, SupportCaseStep, null] => [end, step, null]),
    ),
  ];

  it.each(table)('[R169] in the state %s the step %s leads to %s', (state, step, next) => {
    expect(SUPPORT_CASE_TRANSITIONS[state][step] ?? null).toBe(next);
    const result = take(caseIn(state), step, 'toini', pair());
    if (next === null) expect(result).toEqual({ refused: 'support-case/step-not-possible', details: { state, step } });
    else expect(result).toMatchObject({ state: next });
  });

  it('[R169] is completed by nothing but the agreement of two people of whom neither has opened it, on unchanged data', () => {
    const move = fc.record({
      step: fc.constantFrom(...supportCaseSteps),
      person: fc.constantFrom('paivi', 'tuki', 'toini', 'teppo'),
      version: fc.integer({ min: 1, max: 2 }),
      digest: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        let current = opened();
        let proposed: (typeof moves)[number] | null = null;
        for (const one of moves) {
          const before = current;
          const result = take(before, one.step, one.person, pair(one.version, one.digest));
          if ('refused' in result) continue;
          current = result;
          expect(SUPPORT_CASE_TRANSITIONS[before.state][one.step]).toBe(current.state);
          if (one.step === 'propose') proposed = one;
          if (current.state !== 'COMPLETED') continue;
          expect(new Set([one.person, proposed?.person, 'paivi']).size).toBe(3);
          expect([one.version, one.digest]).toEqual([proposed?.version, proposed?.digest]);
        }
        expect(supportCaseStates).toContain(current.state);
      }),
    );
  });

  it.each<[string, { mayInvalidate: boolean; reason: string; liveHoksId: number | null }, string]>([
    ['without the right', { mayInvalidate: false, reason: 'WRONG_TYPE', liveHoksId: 17 }, 'forbidden'],
    [
      'for another reason [R165]',
      { mayInvalidate: true, reason: 'OTHER', liveHoksId: 17 },
      'badRequest.validation.tila.mitätöinninSyyEiSallittu',
    ],
    ['without a HOKS', { mayInvalidate: true, reason: 'WRONG_TYPE', liveHoksId: null }, 'support-case/no-hoks'],
  ])('is not opened %s: %j gives %s', (_, request, refused) => {
    expect(openSupportCase(studyRight(), request, { id: 'c1', message: null, ...by('paivi') })).toMatchObject({
      refused,
    });
  });

  it('[R164] NEVER_STARTED with something assessed is proposed only with a confirmation', () => {
    const assessed = studyRight({
      data: opiskeluoikeus({ suoritukset: [suoritus('361902', 'ammatillinentutkinto', { arviointi: [{}] })] }),
    });
    const neverStarted: SupportCase = { ...opened(), reason: 'NEVER_STARTED' };
    const current: Pair = { ...pair(), studyRight: assessed };
    const asked = proposeOverride(neverStarted, proposal(), current);
    expect(asked).toMatchObject({ refused: 'conflict.mitätöintiVaatiiVahvistuksen' });
    expect(proposeOverride(neverStarted, proposal('tuki', true), current)).toMatchObject({ state: 'PROPOSED' });
  });

  it.each<[string, Pair, string]>([
    ['the study right is invalidated', { ...pair(), studyRight: null }, 'support-case/already-invalidated'],
    ['the HOKS is gone', { ...pair(), hoks: null }, 'support-case/no-hoks'],
  ])('nothing is proposed when %s', (_, current, refused) => {
    expect(proposeOverride(opened(), proposal(), current)).toMatchObject({ refused });
  });

  it.each<[string, Pair]>([
    ['the study right', pair(2)],
    ['the HOKS', pair(1, 'b')],
    ['which HOKS it is', { ...pair(), hoks: { id: 18, digest: 'a' } }],
    ['that there is a HOKS', { ...pair(), hoks: null }],
    ['that it is not invalidated', { ...pair(), studyRight: null }],
  ])('support-case/changed-since-proposal: %s', (_, current) => {
    const result = approveOverride(caseIn('PROPOSED'), by('toini'), current);
    expect(result).toEqual({ refused: 'support-case/changed-since-proposal', details: { supportCaseId: 'c1' } });
  });

  it('says which person is missing: support-case/second-person-needed, support-case/own-case', () => {
    expect(approveOverride(caseIn('PROPOSED'), by('tuki'), pair())).toMatchObject({
      refused: 'support-case/second-person-needed',
    });
    expect(approveOverride(caseIn('PROPOSED'), by('paivi'), pair())).toMatchObject({
      refused: 'support-case/own-case',
    });
    expect(proposeOverride(opened(), proposal('paivi'), pair())).toMatchObject({ refused: 'support-case/own-case' });
    expect(opened().studyRightOid).toBe(STUDY_RIGHT_OID);
  });

  it('nobody rejects a case of their own, but they take it back: support-case/own-case', () => {
    const mine = { ...by('paivi'), reason: null };
    expect(closeSupportCase(opened(), 'reject', mine)).toMatchObject({ refused: 'support-case/own-case' });
    expect(closeSupportCase(opened(), 'withdraw', mine)).toMatchObject({ state: 'WITHDRAWN' });
  });
});
