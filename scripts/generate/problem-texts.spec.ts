import { describe, expect, it } from '@jest/globals';
import { PART_STATES } from '../../apps/applications/src/domain/application.states.js';
import { names as decisionNames } from '../../apps/decisions/src/errors.js';
import { DECISION_TRANSITIONS } from '../../apps/decisions/src/domain/decision.states.js';
import { type ErrorCode, names as studyRightNames } from '../../apps/study-rights/src/errors.js';
import { nextSteps, SupportDesk } from '../../apps/study-rights/src/problems/next-steps.js';
import {
  supportCaseStates,
  supportCaseSteps,
} from '../../apps/study-rights/src/support-desk/domain/support-case.states.js';
import { placesIn } from '../../libs/platform/src/errors/fill.js';
import type { Names } from '../../libs/platform/src/errors/names.js';
import { writeProblem } from '../../libs/platform/src/errors/problem-document.js';
import { ProblemError } from '../../libs/platform/src/errors/problem.js';
import { operationsOfServices } from './controllers.js';
import { ERROR_TABLES, textsOfServices } from './problem-texts.js';

const LANGUAGES = ['fi', 'sv', 'en'] as const;

/** Ids that a text names because a person passes them on: letters to operators, study rights to the study office. */
const IDS_TO_PASS_ON = [
  'requestId',
  'letterId',
  'oldestId',
  'id',
  'studyRightId',
  'studyRightOid',
  'hoksId',
  'supportCaseId',
];

describe('texts of problems', () => {
  it.each<[string, readonly string[], Names]>([
    ['parts', PART_STATES, decisionNames],
    ['decisions', Object.keys(DECISION_TRANSITIONS), decisionNames],
    ['support cases', [...supportCaseStates, ...supportCaseSteps], studyRightNames],
  ])('name states and steps of %s in each language', (_, codes, names) => {
    for (const language of LANGUAGES) {
      expect(codes.filter((code) => !names[language]['values']?.[code])).toEqual([]);
    }
  });

  it('say states and fields by their names, and the details keep the codes', () => {
    const inSwedish = { url: '/', requestId: 'r', acceptLanguage: 'sv' };
    const refused = new ProblemError<string>('decision/part-not-in-process', { state: 'IN_PROCESS' });
    const { document } = writeProblem(refused, inSwedish, textsOfServices());
    expect([document.title, document['state']]).toEqual([expect.stringContaining('under behandling'), 'IN_PROCESS']);
    const fields = new ProblemError<string>('decision/approval-incomplete', { fields: 'grantedCredits, keywords' });
    expect(writeProblem(fields, inSwedish, textsOfServices()).document.detail).toContain(
      'Beviljade studiepoäng, Nyckelord',
    );
  });

  it('name no id but those that people pass on', () => {
    const { platform, messaging, applications, decisions, notifications } = ERROR_TABLES;
    const own = { ...platform, ...messaging, ...applications, ...decisions, ...notifications };
    const ids = Object.entries(own).flatMap(([code, { title, detail }]) =>
      placesIn(title.fi + detail.fi)
        .filter((place) => /id$/i.test(place) && !IDS_TO_PASS_ON.includes(place))
        .map((place) => `${code}: ${place}`),
    );
    expect(ids).toEqual([]);
  });

  it('name no address that is not there', async () => {
    const desk = new SupportDesk('tuki@example.org');
    const details = { hoksId: 1, studyRightOid: '1.2.246.562.15.10000000009' };
    const steps = (Object.keys(ERROR_TABLES['study-rights']) as ErrorCode[]).flatMap((refused) =>
      LANGUAGES.flatMap((language) => nextSteps({ refused, details }, desk, language)),
    );
    const texts = Object.values(textsOfServices().table).flatMap(({ title, detail }) => [
      ...[title, detail].flatMap((text) => LANGUAGES.map((language) => text[language])),
    ]);
    const named = [...steps, ...texts].flatMap(
      (text) => text.match(/(?:[A-Z]+ )?\/(?:api|koski|ehoks)[^\s,;)]*[^\s,;.)]/g) ?? [],
    );
    const operations = (await operationsOfServices()).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(named)).toContain('POST /api/study-rights/v1/support-cases');
    expect([...new Set(named)].filter((address) => !operations.includes(address))).toEqual([]);
  });
});
