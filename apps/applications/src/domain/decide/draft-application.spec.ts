import { describe, expect, it } from '@jest/globals';
import { isRefused } from '#kernel';
import { aContent, anApplication, aStudyRight, DRAFT_PART, NOW, SENT_PART, STUDENT } from '../../../test/examples.js';
import {
  aStudyRightMustBeTheStudentsOwnAndLive,
  type KnownStudyRight,
} from '../rules/a-study-right-must-be-the-students-own-and-live.js';
import { draftApplication } from './draft-application.js';
import { editDraft } from './edit-draft.js';

const studyRight = { studyRightId: 'study-right-1', programmeCode: 'TKT-KANDI' };

describe('drafting', () => {
  it('[R27] [D12] a new application is a draft and publishes nothing', () => {
    const { application, events } = draftApplication({
      applicationId: 'application-9',
      institutionOid: '1.2.246.562.10.10000000001',
      studentId: STUDENT,
      studyRight,
      handlerId: null,
      contents: [aContent(), aContent({ creditsApplied: 3 })],
      partId: (place) => `part-${place}`,
      now: NOW,
    });
    expect(application).toMatchObject({ version: 1, programmeCode: 'TKT-KANDI', submittedAt: null });
    expect(application.parts.map((part) => [part.id, part.number, part.state, part.round])).toEqual([
      ['part-0', 1, 'DRAFT', 1],
      ['part-1', 2, 'DRAFT', 1],
    ]);
    expect(events).toEqual([]);
  });

  it('[R37] an edited draft keeps the ids and rounds of its parts by place', () => {
    const before = anApplication([{ ...DRAFT_PART, round: 2 }, DRAFT_PART]);
    const decision = editDraft(before, {
      actorId: STUDENT,
      studyRight,
      handlerId: null,
      contents: [aContent({ creditsApplied: 1 }), aContent(), aContent()],
      newPartId: (place) => `new-${place}`,
      now: NOW,
    });
    if (isRefused(decision)) throw new Error(decision.refused);
    expect(decision.application.parts.map((part) => [part.id, part.number, part.round])).toEqual([
      ['part-1', 1, 2],
      ['part-2', 2, 1],
      ['new-2', 3, 1],
    ]);
    expect(decision.application.parts[0]?.content.creditsApplied).toBe(1);
    expect(decision.application.version).toBe(4);
  });

  it.each([
    ['what has been sent', SENT_PART, STUDENT, 'application/wrong-state'],
    ["another student's draft", DRAFT_PART, 'student-2', 'application/not-the-owner'],
  ])('editing is refused for %s', (_case, part, actorId, refused) => {
    const command = { actorId, studyRight, handlerId: null, contents: [aContent()], newPartId: () => 'x', now: NOW };
    expect(editDraft(anApplication([part]), command)).toMatchObject({ refused });
  });
});

describe('the study right of an application', () => {
  const live = aStudyRight({ endDate: '2026-11-23' });

  it('[R87] gives the degree programme, on its last day too', () => {
    expect(aStudyRightMustBeTheStudentsOwnAndLive(live, STUDENT, '2026-11-23')).toEqual(studyRight);
  });

  it.each<[string, KnownStudyRight | undefined, string]>([
    ['unknown', undefined, 'application/study-right-unknown'],
    ["another student's, answered as unknown", { ...live, learnerId: 'student-2' }, 'application/study-right-unknown'],
    ['invalidated', { ...live, invalidated: true }, 'application/study-right-invalidated'],
    ['terminal', { ...live, live: false }, 'application/study-right-ended'],
    ['over since yesterday', { ...live, endDate: '2026-11-22' }, 'application/study-right-ended'],
    ['beginning tomorrow', { ...live, startDate: '2026-11-24' }, 'application/study-right-not-begun'],
    [
      '[R154] of a type that the institution blocks',
      { ...live, typeBlocked: true },
      'application/study-right-type-blocked',
    ],
    [
      '[R154] of a type that the institution blocks, without a degree',
      { ...live, typeBlocked: true, programmeCode: null },
      'application/study-right-type-blocked',
    ],
    ['vocational', { ...live, kind: 'VOCATIONAL' }, 'application/study-right-of-other-education'],
  ])('is refused when it is %s', (_case, right, refused) => {
    expect(aStudyRightMustBeTheStudentsOwnAndLive(right, STUDENT, '2026-11-23')).toEqual({ refused });
  });
});
