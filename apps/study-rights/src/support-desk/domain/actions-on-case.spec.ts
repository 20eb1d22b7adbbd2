import { describe, expect, it } from '@jest/globals';
import { opiskeluoikeus, STUDY_RIGHT_OID, studyRight, suoritus } from '../../../test/samples.js';
import { actionsOnCase, needsConfirmation } from './actions-on-case.js';
import type { Pair, SupportCase } from './support-case.js';
import { supportCaseSteps } from './support-case.states.js';

const AT = new Date('2026-11-27T10:00:00Z');
const hoks = { id: 17, digest: 'a' };
const pair: Pair = { studyRight: studyRight(), hoks };
const open: SupportCase = {
  ...{ id: 'c1', studyRightOid: STUDY_RIGHT_OID, hoksId: 17, reason: 'WRONG_TYPE', message: null, state: 'OPEN' },
  ...{ opened: { by: 'paivi', at: AT }, proposal: null, closed: null },
};
const basis = { studyRightVersion: 1, hoksId: 17, hoksDigest: 'a' };
const proposed: SupportCase = {
  ...{ ...open, state: 'PROPOSED' },
  proposal: { by: 'tuki', at: AT, reason: 'sovittu', confirmed: false, basis },
};
const offered = (supportCase: SupportCase, by: string, current: Pair = pair): string[] =>
  actionsOnCase(supportCase, current, { by, at: AT, steps: supportCaseSteps }).map(
    ({ action, refusal }) => `${action}: ${refusal?.refused ?? 'possible'}`,
  );

describe('what a reader may do with a case', () => {
  it.each<[string, SupportCase, string, Pair, string[]]>([
    ['an open case', open, 'tuki', pair, ['propose: possible', 'reject: possible', 'withdraw: possible']],
    [
      'the person who opened it',
      open,
      'paivi',
      pair,
      ['propose: support-case/own-case', 'reject: support-case/own-case', 'withdraw: possible'],
    ],
    [
      '[R169] the proposer of a proposed case',
      proposed,
      'tuki',
      pair,
      [
        ...['propose: possible', 'approve: support-case/second-person-needed'],
        ...['reject: possible', 'withdraw: possible'],
      ],
    ],
    [
      '[R169] another person',
      proposed,
      'toini',
      pair,
      ['propose: possible', 'approve: possible', 'reject: possible', 'withdraw: possible'],
    ],
    [
      'another person, when the HOKS has changed since',
      proposed,
      'toini',
      { ...pair, hoks: { id: 17, digest: 'b' } },
      [
        ...['propose: possible', 'approve: support-case/changed-since-proposal'],
        ...['reject: possible', 'withdraw: possible'],
      ],
    ],
    [
      'a case whose HOKS is gone',
      open,
      'tuki',
      { ...pair, hoks: null },
      ['propose: support-case/no-hoks', 'reject: possible', 'withdraw: possible'],
    ],
    ['a case at its end', { ...open, state: 'REJECTED' }, 'tuki', pair, []],
  ])('%s', (_, supportCase, by, current, expected) => {
    expect(offered(supportCase, by, current)).toEqual(expected);
  });

  it('nothing beyond the rights', () => {
    expect(actionsOnCase(proposed, pair, { by: 'kaisa', at: AT, steps: ['withdraw'] })).toEqual([
      { action: 'withdraw', refusal: null },
    ]);
  });
});

describe('the confirmation of a proposal', () => {
  const assessed: Pair = {
    ...{
      studyRight: studyRight({
        data: opiskeluoikeus({ suoritukset: [suoritus('1', 'ammatillinentutkinto', { arviointi: [{}] })] }),
      }),
    },
    hoks,
  };

  it.each<[SupportCase['reason'], Pair, boolean]>([
    ['NEVER_STARTED', assessed, true],
    ['NEVER_STARTED', pair, false],
    ['WRONG_TYPE', assessed, false],
  ])('[R164] %s', (reason, current, expected) => {
    expect(needsConfirmation({ ...open, reason }, current, { by: 'tuki', at: AT })).toBe(expected);
  });
});
