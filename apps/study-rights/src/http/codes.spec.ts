import { describe, expect, it } from '@jest/globals';
import { feedbackTable, surveys } from '../hoks/domain/feedback.js';
import { hoksSections } from '../hoks/http/hoks-sections.js';
import { hoksCreation } from '../hoks/ehoks/hoks-body.js';
import { studyRightStates } from '../study-rights/domain/opiskeluoikeus.js';
import { studyRightTypes } from '../domain/study-right-types.js';
import { invalidationReasons } from '../study-rights/domain/study-right.js';
import { supportCaseStates } from '../support-desk/domain/support-case.states.js';
import { codesets } from './codes.js';

describe('texts of codes', () => {
  it.each<[keyof typeof codesets, readonly string[]]>([
    ['study-right-type', studyRightTypes],
    ['study-right-state', studyRightStates],
    ['support-case-reason', invalidationReasons],
    ['support-case-state', supportCaseStates],
    ['feedback-reason', [...new Set(feedbackTable.map(({ reason }) => reason))]],
    ['feedback-survey', surveys],
  ])('%s has words for each code that the rules know, and for no other', (name, codes) => {
    expect(Object.keys(codesets[name]).sort()).toEqual([...codes].sort());
  });

  it('virta-study-right-state has words for VIRTA’s states 1–7', () => {
    expect(Object.keys(codesets['virta-study-right-state'])).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  it('feedback-state has words for each state, and for none', () => {
    const states = feedbackTable.map(({ state }) => state ?? 'none');
    expect(Object.keys(codesets['feedback-state'])).toEqual(expect.arrayContaining([...states, 'lahetetty']));
  });
});

describe('the sections of a HOKS', () => {
  const [main, ...lists] = hoksSections;
  const sent = hoksCreation.shape;

  it('[R156] [R171] require of the main fields what a HOKS has to have, the need to acquire competence with it', () => {
    const identity = ['opiskeluoikeus-oid', 'oppija-oid'];
    const required = Object.entries(sent).filter(([, schema]) => !schema.safeParse(undefined).success);
    expect(main?.fields.filter((one) => one.required).map(({ name }) => name)).toEqual(
      required.map(([name]) => name).filter((name) => !identity.includes(name)),
    );
  });

  it('[R172] say beside the need that it starts no feedback for VALMA, TELMA and TUVA', () => {
    const need = main?.fields.find(({ name }) => name === 'osaamisen-hankkimisen-tarve');
    for (const language of ['fi', 'sv', 'en'] as const) expect(need?.hint?.[language]).toMatch(/VALMA.*TELMA.*TUVA/);
  });

  it('[R158] name for each list and thing fields of the same section, so that a page can write them', () => {
    for (const { fields } of lists) {
      const names = fields.map(({ name }) => name);
      for (const { name, kind, editable, within } of fields) {
        expect(names).toEqual(expect.arrayContaining(within.map((one) => one.name)));
        if (editable && (kind === 'LIST' || kind === 'THING')) expect([name, within.length]).not.toEqual([name, 0]);
      }
    }
  });

  it('hold each list that a HOKS may have, and main fields of eHOKS only', () => {
    const names = Object.keys(sent);
    expect(lists.map(({ name }) => name).sort()).toEqual(
      names.filter((name) => /^(aiemmin|hankittavat|opiskeluvalmiuksia|oppimisen)-/.test(name)).sort(),
    );
    expect(names).toEqual(expect.arrayContaining(main?.fields.map(({ name }) => name) ?? []));
  });
});
