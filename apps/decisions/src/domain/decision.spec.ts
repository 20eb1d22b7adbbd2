import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Hundredths, isRefused } from '#kernel';
import { approval, basis, caseWith, course, decision, HANDLER, NOON, part, target } from '../../test/examples.js';
import type { PartState } from './case.js';
import type { Course } from './course.js';
import type { DecisionContent } from './decision-content.js';
import { confirmDecision, markRecorded, proposeDecision, voidDecision, type Decision } from './decision.js';

const propose = (
  content: DecisionContent,
  asked = part(),
  standing?: Pick<Decision, 'id' | 'state'>,
  courses = [course('TKT-103', 5_00)],
) =>
  proposeDecision(caseWith(asked), asked, standing, {
    ...{ id: 'd1', deciderId: HANDLER, now: NOON, content, courses },
    ...{ applicant: { name: undefined, agreedTexts: [] }, codeset: { isKept: false, live: new Set() } },
  });
const codesOf = (answer: ReturnType<typeof propose>) =>
  isRefused(answer) ? [answer, ...(answer.others ?? [])].map(({ refused }) => refused) : [];
const rejection = { outcome: 'REJECTED', reasons: 'Osaaminen ei vastaa opintojakson tavoitteita.' } as const;

describe('proposeDecision', () => {
  it('[R95] [R103] an approval keeps credits, grade, field and keywords, and is only a proposal', () => {
    expect(propose(approval({ keywords: ['ketterä-kehitys', 'scrum', 'scrum'] }))).toMatchObject({
      id: 'd1',
      state: 'PROPOSED',
      round: 1,
      outcome: 'APPROVED',
      grantedCredits: 5_00,
      grade: '4',
      fieldOfEducation: 7,
      keywords: ['ketterä-kehitys', 'scrum'],
      deciderId: HANDLER,
      decidedAt: NOON,
      bankKey: null,
    });
  });

  it('[R51] [R95] fewer credits than applied for may be granted', () => {
    expect(propose(approval({ grantedCredits: 2_50 }))).toMatchObject({ grantedCredits: 2_50 });
  });

  it('[R42] a rejection states its reasons and grants nothing', () => {
    expect(propose(rejection)).toMatchObject({
      state: 'PROPOSED',
      outcome: 'REJECTED',
      grantedCredits: 0,
      keywords: [],
    });
  });

  it('says all that is wrong at once, what it said alone before in front', () => {
    const wrong = approval({ grantedCredits: 700_00, grade: '9', keywords: undefined, basisName: 'x@example.org' });
    expect(codesOf(propose(wrong))).toEqual([
      ...['decision/approval-incomplete', 'decision/credits-not-possible', 'decision/grade-not-on-scale'],
      'decision/public-name-tells-of-a-person',
    ]);
    expect(codesOf(propose({ outcome: 'REJECTED', grade: '4' }, part({ state: 'SENT' })))).toEqual([
      ...['decision/part-not-in-process', 'decision/reasons-missing', 'decision/rejection-grants-nothing'],
    ]);
  });

  it('says of a part with a standing decision nothing but that', () => {
    expect(codesOf(propose({ outcome: 'REJECTED' }, part(), { id: 'd0', state: 'FINAL' }))).toEqual([
      'decision/already-decided',
    ]);
  });

  it.each([undefined, '', ' \n\t'])('a rejection with reasons %j is refused', (reasons) => {
    expect(propose({ outcome: 'REJECTED', reasons })).toEqual({ refused: 'decision/reasons-missing' });
  });

  it('[R99] a rejection with credits or keywords is refused, not trimmed', () => {
    expect(propose({ ...rejection, grantedCredits: 0, keywords: ['scrum'] })).toEqual({
      refused: 'decision/rejection-grants-nothing',
      details: { fields: 'grantedCredits, keywords' },
    });
  });

  it.each<[string, Partial<DecisionContent>]>([
    ['grantedCredits', { grantedCredits: undefined }],
    ['fieldOfEducation', { fieldOfEducation: undefined }],
    ['keywords', { keywords: undefined }],
    ['keywords', { keywords: [] }],
  ])('[R103] [R106] an approval without %s is refused', (fields, differences) => {
    expect(propose(approval(differences))).toEqual({ refused: 'decision/approval-incomplete', details: { fields } });
  });

  it('[R53] [D8] an exemption needs no credits', () => {
    expect(propose(approval({ grantedCredits: undefined }), part({ type: 'EXEMPTION' }))).toMatchObject({
      outcome: 'APPROVED',
      grantedCredits: 0,
    });
  });

  it.each<[string, Hundredths, Hundredths, Hundredths[], boolean]>([
    ['nothing', 0, 5_00, [5_00], false],
    ['a hundredth', 1, 5_00, [5_00], true],
    ['what was applied for', 5_00, 5_00, [5_00], true],
    ['a hundredth more than was applied for', 4_01, 4_00, [5_00], false],
    ['a hundredth more than the target holds', 5_01, 6_00, [5_00], false],
    ['what two targets hold', 10_00, 10_00, [5_00, 5_00], true],
    ['600 of 5', 600_00, 5_00, [5_00], false],
    ['what was applied for, of an inclusion', 7_00, 7_00, [], true],
    ['more than was applied for, of an inclusion', 7_01, 7_00, [], false],
  ])('[R51] [R95] granting %s', (_what, grantedCredits, creditsApplied, extents, possible) => {
    const targets = extents.map((extent, index) => target(`TKT-${index}`, extent));
    const asked = part({ creditsApplied, targets, type: extents.length > 0 ? 'SUBSTITUTION' : 'INCLUSION' });
    const made = propose(approval({ grantedCredits }), asked);
    expect('refused' in made ? made.refused : made.grantedCredits).toBe(
      possible ? grantedCredits : 'decision/credits-not-possible',
    );
  });

  it('[R53] [D8] an exemption grants no credits of its own', () => {
    const refused = propose(approval({ grantedCredits: 3_00 }), part({ type: 'EXEMPTION' }));
    expect(refused).toEqual({ refused: 'decision/exemption-grants-no-credits' });
  });

  it.each<[string, string, Course['gradeScale'][]]>([
    ['1, 2, 3, 4, 5, HYV', '0-5', ['0-5']],
    ['HYV', 'PASS_FAIL', ['PASS_FAIL']],
    ['HYV', 'both', ['0-5', 'PASS_FAIL']],
    ['1, 2, 3, 4, 5, HYV', 'none known', [null]],
    ['1, 2, 3, 4, 5, HYV', 'no course', []],
  ])('[R95] [R108] the grades %s on the scale %s, and no others', (possible, _scale, scales) => {
    const courses = scales.map((gradeScale, index) => ({ ...course(`TKT-${index}`, 5_00), gradeScale }));
    for (const grade of ['0', '1', '2', '3', '4', '5', '6', 'HYV', 'HYL', 'hyv', '4.5', '05', '5 ', 'banaani', 'L']) {
      const made = propose(approval({ grade }), part(), undefined, courses);
      expect(made).toMatchObject(
        possible.split(', ').includes(grade)
          ? { grade }
          : { refused: 'decision/grade-not-on-scale', details: { grade, possible } },
      );
    }
  });

  it.each<[PartState, boolean]>([
    ['DRAFT', false],
    ['SENT', false],
    ['IN_PROCESS', true],
    ['RETURNED', false],
    ['CANCELLED', false],
    ['HANDLED', false],
  ])('[R29] [D12] a part in state %s can be decided: %s', (state, possible) => {
    expect(isRefused(propose(approval(), part({ state })))).toBe(!possible);
  });

  it('[D1] a part with an outcome is not decided again', () => {
    expect(propose(approval(), part({ outcome: 'APPROVED' }))).toMatchObject({
      refused: 'decision/part-not-in-process',
    });
  });

  it('names the decision that stands in the way', () => {
    expect(propose(approval(), part(), { id: 'd0', state: 'PROPOSED' })).toEqual({
      refused: 'decision/already-decided',
      details: { decisionId: 'd0', state: 'PROPOSED' },
    });
  });

  it('[R140] an included study without any name is refused; a name from the officer helps', () => {
    const nameless = part({ type: 'INCLUSION', targets: [], bases: [basis({ name: ' ' })] });
    expect(propose(approval(), nameless)).toEqual({ refused: 'decision/name-missing' });
    expect(propose(approval({ basisName: 'Avoin opinto' }), nameless)).toMatchObject({ basisName: 'Avoin opinto' });
  });
});

describe('the life of a decision', () => {
  it('becomes final when confirmed, void with its reason when refused', () => {
    const proposed = decision({ state: 'PROPOSED' });
    expect(confirmDecision(proposed)).toMatchObject({ state: 'FINAL', voidReason: null });
    expect(voidDecision(proposed, 'PART_CANCELLED')).toMatchObject({ state: 'VOID', voidReason: 'PART_CANCELLED' });
  });

  it('[R113] a second confirmation, refusal or recording changes nothing', () => {
    expect(confirmDecision(decision({ state: 'FINAL' }))).toMatchObject({ refused: 'decision/step-not-possible' });
    expect(voidDecision(decision({ state: 'RECORDED' }), 'PART_CANCELLED')).toMatchObject({
      refused: 'decision/step-not-possible',
    });
    expect(markRecorded(decision({ state: 'RECORDED' }), { recorderId: 'r', bankKey: 'k', now: NOON })).toMatchObject({
      refused: 'decision/step-not-possible',
    });
  });

  it.each([
    [decision({ state: 'PROPOSED' }), 'decision/not-final-yet'],
    [decision({ state: 'VOID' }), 'decision/void'],
    [decision({ outcome: 'REJECTED' }), 'decision/rejected-not-recorded'],
  ])('[R22] [R97] [R106] only a final approval is recorded (%#)', (given, code) => {
    expect(markRecorded(given, { recorderId: 'r', bankKey: 'k', now: NOON })).toEqual({ refused: code });
  });

  it('a refused decision never reaches RECORDED, regardless of what comes after', () => {
    const steps = fc.array(fc.constantFrom('confirm', 'refuse', 'record'), { maxLength: 8 });
    fc.assert(
      fc.property(steps, (order) => {
        const life = [decision({ state: 'PROPOSED' })];
        for (const step of order) {
          const now = life.at(-1) as Decision;
          const next =
            step === 'confirm'
              ? confirmDecision(now)
              : step === 'refuse'
                ? voidDecision(now, 'PART_CANCELLED')
                : markRecorded(now, { recorderId: 'r', bankKey: 'k', now: NOON });
          if (!isRefused(next)) life.push(next);
        }
        const states = life.map(({ state }) => state);
        expect(states.includes('VOID') && states.includes('RECORDED')).toBe(false);
        expect(life.every(({ state, bankKey }) => (state === 'RECORDED') === (bankKey !== null))).toBe(true);
      }),
    );
  });
});
