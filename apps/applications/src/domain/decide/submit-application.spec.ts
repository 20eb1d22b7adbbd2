import { describe, expect, it } from '@jest/globals';
import { DEFAULT_RIGHTS, rightsWith } from '#kernel';
import {
  anApplication,
  aStudyRight,
  DRAFT_PART,
  HANDLER,
  NOW,
  OPEN_PART,
  SENT_PART,
  STUDENT,
} from '../../../test/examples.js';
import { submitApplication } from './submit-application.js';

const always = { validFrom: null, validUntil: null };
const known = { personId: HANDLER, roles: ['HANDLER'], programmeCodes: [] as string[], ...always };
const command = {
  actorId: STUDENT,
  number: '2026-114',
  rights: DEFAULT_RIGHTS,
  handlerId: HANDLER,
  handler: known,
  studyRight: aStudyRight(),
  programme: always,
  notInForce: new Set<string>(),
  today: '2026-11-23',
  now: NOW,
};

describe('submitting', () => {
  it('[R3] [R28] sends every part to the named handler', () => {
    const decision = submitApplication(anApplication([DRAFT_PART, DRAFT_PART]), command);
    expect(decision).toMatchObject({
      application: {
        version: 4,
        handlerId: HANDLER,
        submittedAt: NOW,
        parts: [
          { state: 'SENT', handlerId: HANDLER, round: 1 },
          { state: 'SENT', handlerId: HANDLER, round: 1 },
        ],
      },
      events: [{ type: 'ApplicationSubmitted' }],
    });
  });

  it.each([
    ['without a handler', null, undefined, 'application/handler-required'],
    ['to a person whom the institution does not know', 'x', undefined, 'application/handler-unknown'],
    [
      'to a person who is no handler',
      'x',
      { ...known, personId: 'x', roles: ['STUDENT'] },
      'application/handler-unknown',
    ],
    ['to oneself', STUDENT, { ...known, personId: STUDENT }, 'application/handler-is-the-applicant'],
    ['to a person who left yesterday', HANDLER, { ...known, validUntil: '2026-11-22' }, 'application/handler-left'],
    ['to a person who begins tomorrow', HANDLER, { ...known, validFrom: '2026-11-24' }, 'application/handler-unknown'],
  ])('[R3] is refused %s with a field error', (_case, handlerId, handler, code) => {
    expect(submitApplication(anApplication([DRAFT_PART]), { ...command, handlerId, handler })).toEqual({
      refused: 'application/content-not-accepted',
      details: { errors: [{ path: 'handlerId', code }] },
    });
  });

  it('[R15] is refused to a handler of another programme where the institution asks for the same one', () => {
    const rights = rightsWith({ 'handle-application': { HANDLER: ['SAME_PROGRAMME'] } });
    const draft = anApplication([DRAFT_PART]);
    expect(submitApplication(draft, { ...command, rights })).toEqual({
      refused: 'application/content-not-accepted',
      details: { errors: [{ path: 'handlerId', code: 'application/handler-of-other-programme' }] },
    });
    const handler = { ...known, programmeCodes: [draft.programmeCode] };
    expect(submitApplication(draft, { ...command, rights, handler })).not.toHaveProperty('refused');
  });

  it('[R3] the last day of handler and programme is a day on which one can still send', () => {
    const lastDay = { validFrom: null, validUntil: command.today };
    const decision = submitApplication(anApplication([DRAFT_PART]), {
      ...command,
      handler: { ...known, ...lastDay },
      programme: lastDay,
    });
    expect(decision).toMatchObject({ events: [{ type: 'ApplicationSubmitted' }] });
  });

  it('[R47] reports each target that was retired meanwhile with its place', () => {
    const notInForce = new Set(['TKT-101']);
    const decision = submitApplication(anApplication([DRAFT_PART, DRAFT_PART]), { ...command, notInForce });
    expect(decision).toMatchObject({ refused: 'application/content-not-accepted' });
    expect(decision).toHaveProperty('details.errors', [
      { path: 'parts.0.targets.0.courseCode', code: 'application/course-not-in-force' },
      { path: 'parts.1.targets.0.courseCode', code: 'application/course-not-in-force' },
    ]);
  });

  it('[R87] is refused in a degree programme that has been retired', () => {
    const programme = { validFrom: null, validUntil: '2026-11-22' };
    expect(submitApplication(anApplication([DRAFT_PART]), { ...command, programme })).toEqual({
      refused: 'application/programme-not-in-force',
    });
  });

  it('[R87] reports all obstacles at once, the study right first', () => {
    const [ended, retired] = [aStudyRight({ endDate: '2026-11-22' }), { validFrom: null, validUntil: '2026-11-22' }];
    const wrong = { ...command, studyRight: ended, programme: retired, handlerId: null };
    expect(submitApplication(anApplication([DRAFT_PART]), wrong)).toEqual({
      refused: 'application/study-right-ended',
      others: [
        { refused: 'application/programme-not-in-force' },
        {
          refused: 'application/content-not-accepted',
          details: { errors: [{ path: 'handlerId', code: 'application/handler-required' }] },
        },
      ],
    });
  });

  it.each([SENT_PART, OPEN_PART])('is refused for what has been sent (%j)', (part) => {
    expect(submitApplication(anApplication([part]), command)).toMatchObject({ refused: 'application/wrong-state' });
  });

  it('is refused when the study right has ended since the draft was written', () => {
    const studyRight = aStudyRight({ endDate: '2026-11-22' });
    expect(submitApplication(anApplication(), { ...command, studyRight })).toEqual({
      refused: 'application/study-right-ended',
    });
  });

  it('[R154] is refused when the institution has blocked the type of the study right since', () => {
    const studyRight = aStudyRight({ typeBlocked: true });
    expect(submitApplication(anApplication(), { ...command, studyRight })).toEqual({
      refused: 'application/study-right-type-blocked',
    });
  });

  it('gets a number with its first sending, and keeps it when it is sent again', () => {
    expect(submitApplication(anApplication([DRAFT_PART]), command)).toMatchObject({
      application: { number: '2026-114' },
    });
    const reopened = anApplication([DRAFT_PART], { number: '2025-7' });
    expect(submitApplication(reopened, command)).toMatchObject({ application: { number: '2025-7' } });
  });

  it('is refused to anybody but the owner', () => {
    expect(submitApplication(anApplication(), { ...command, actorId: 'student-2' })).toEqual({
      refused: 'application/not-the-owner',
    });
  });
});
