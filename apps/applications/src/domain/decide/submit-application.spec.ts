import { describe, expect, it } from '@jest/globals';
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

const known = { personId: HANDLER, roles: ['HANDLER'] };
const command = {
  actorId: STUDENT,
  handlerId: HANDLER,
  handler: known,
  studyRight: aStudyRight(),
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
    ['to a person who is no handler', 'x', { personId: 'x', roles: ['STUDENT'] }, 'application/handler-unknown'],
    ['to oneself', STUDENT, { personId: STUDENT, roles: ['HANDLER'] }, 'application/handler-is-the-applicant'],
  ])('[R3] is refused %s with a field error', (_case, handlerId, handler, code) => {
    expect(submitApplication(anApplication([DRAFT_PART]), { ...command, handlerId, handler })).toEqual({
      refused: 'application/content-not-accepted',
      details: { errors: [{ path: 'handlerId', code }] },
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

  it('is refused to anybody but the owner', () => {
    expect(submitApplication(anApplication(), { ...command, actorId: 'student-2' })).toEqual({
      refused: 'application/not-the-owner',
    });
  });
});
