import { describe, expect, it } from '@jest/globals';
import { isRefused } from '#kernel';
import {
  aContent,
  anApplication,
  APPROVED_PART,
  THE_COLLEAGUE,
  THE_HANDLER,
  THE_STUDENT,
  HANDLER,
  NOW,
  OPEN_PART,
  RETURNED_PART,
  SENT_PART,
  STUDENT,
} from '../../../test/examples.js';
import { actionsOnPart } from '../allowed-actions.js';
import type { ActingPerson } from '../acting-person.js';
import type { Application } from '../application.js';
import type { Decided, Decision } from '../decided.js';
import { withoutLapsedProposals } from '../without-lapsed-proposals.js';
import { acceptProposedChange, declineProposedChange } from './answer-proposed-change.js';
import { confirmDecision } from './confirm-decision.js';
import { proposeChange, type ProposeChangeCommand } from './propose-change.js';
import { returnPart } from './return-part.js';
import { takeOverParts } from './take-over-parts.js';

const INCLUSION = { type: 'INCLUSION', targets: [], creditsApplied: 3 } as const;
const LATER = new Date('2026-12-07T21:00:00Z');
const TOO_LATE = new Date('2026-12-07T22:30:00Z');

describe('a change that the handler proposes', () => {
  it('[R109] changes nothing of what was sent, and stands for the days of the institution', () => {
    const { application, events } = proposed(anApplication([OPEN_PART, OPEN_PART]));
    expect(application.parts[0]).toMatchObject({
      ...{ state: 'IN_PROCESS', round: 1, content: { type: 'SUBSTITUTION' }, sentContent: { type: 'SUBSTITUTION' } },
      proposedChange: { ...INCLUSION, byId: HANDLER, message: 'Sopii paremmin.', standsUntil: '2026-12-07' },
    });
    expect(events).toEqual([
      { type: 'ApplicationChangeProposed', partId: 'part-1', handlerId: HANDLER, standsUntil: '2026-12-07' },
    ]);
  });

  it('[R110] accepted, it is what the student has sent, one round on, with the bases as they were', () => {
    const before = proposed(anApplication([OPEN_PART])).application;
    const { application, events } = done(acceptProposedChange(before, { ...OF_STUDENT, now: LATER }));
    const content = { ...before.parts[0]?.content, ...INCLUSION };
    expect(application.parts[0]).toMatchObject({
      ...{ state: 'IN_PROCESS', round: 2, handlerId: HANDLER, content, sentContent: content, proposedChange: null },
    });
    expect(events).toEqual([{ type: 'ApplicationPartsResubmitted', partIds: ['part-1'] }]);
    // A decision on the former content does not hold any more.
    const decision = { partId: 'part-1', decisionId: 'd', round: 1, outcome: 'APPROVED', deciderId: HANDLER } as const;
    expect(confirmDecision(application, { ...decision, now: LATER }).events).toMatchObject([
      { reason: 'PART_SENT_AGAIN' },
    ]);
  });

  it('[R109] declined, the part is as it was sent', () => {
    const before = proposed(anApplication([OPEN_PART])).application;
    const { application, events } = done(declineProposedChange(before, OF_STUDENT));
    expect(application.parts[0]).toMatchObject({ round: 1, content: { type: 'SUBSTITUTION' }, proposedChange: null });
    expect(events).toEqual([{ type: 'ApplicationChangeDeclined', partId: 'part-1', handlerId: HANDLER }]);
  });

  it('lapses with its last day, in Finland', () => {
    const { application } = proposed(anApplication([OPEN_PART]));
    for (const answer of [acceptProposedChange, declineProposedChange]) {
      expect(answer(application, { ...OF_STUDENT, now: TOO_LATE })).toMatchObject({
        refused: 'application/proposed-change-lapsed',
      });
    }
    expect(withoutLapsedProposals(application, '2026-12-07').parts[0]?.proposedChange).not.toBeNull();
    expect(withoutLapsedProposals(application, '2026-12-08').parts[0]?.proposedChange).toBeNull();
  });

  it.each<[string, (application: Application) => Decision]>([
    ['returned', (app) => returnPart(app, { ...OF_HANDLER, reasonCodes: ['TYPE'], fields: [], message: 'x' })],
    ['taken over', (app) => takeOverParts(app, { actor: THE_COLLEAGUE, partIds: null, now: NOW })],
    [
      'decided',
      (app) =>
        confirmDecision(app, { ...PROPOSAL, decisionId: 'd', round: 1, outcome: 'APPROVED', deciderId: HANDLER }),
    ],
  ])('falls when the part is %s', (_, move) => {
    const { application } = done(move(proposed(anApplication([OPEN_PART])).application));
    expect(application.parts[0]?.proposedChange).toBeNull();
    const answered = acceptProposedChange(application, OF_STUDENT);
    expect(isRefused(answered)).toBe(true);
  });

  it.each([
    ['before processing', SENT_PART, {}, 'application/wrong-state'],
    ['at the student', RETURNED_PART, {}, 'application/wrong-state'],
    ['when decided', APPROVED_PART, {}, 'application/part-already-decided'],
    ['by another handler', { ...OPEN_PART, handlerId: 'handler-2' }, {}, 'application/not-the-handler'],
    [
      'of a substitution without a target',
      OPEN_PART,
      { content: { ...INCLUSION, type: 'SUBSTITUTION' as const } },
      'application/content-not-accepted',
    ],
    ['of what is applied for already', OPEN_PART, { content: aContent() }, 'application/change-changes-nothing'],
  ])('is refused %s', (_, part, changes, refused) => {
    expect(propose(anApplication([part]), changes)).toMatchObject({ refused });
  });

  it('[R109] is answered by the student only, who is offered it while it stands', () => {
    const { application } = proposed(anApplication([OPEN_PART]));
    expect(acceptProposedChange(application, { ...OF_STUDENT, actorId: HANDLER })).toMatchObject({
      refused: 'application/not-the-owner',
    });
    const [part] = application.parts;
    if (part === undefined) throw new Error('the example has a part');
    const offeredTo = (viewer: ActingPerson) => actionsOnPart(application, part, viewer).map(({ action }) => action);
    expect(offeredTo(THE_STUDENT)).toEqual(['accept-change', 'decline-change']);
    expect(offeredTo(THE_HANDLER)).toEqual(['return', 'transfer', 'propose-change']);
  });
});

const PROPOSAL = { partId: 'part-1', now: NOW };
const OF_STUDENT = { ...PROPOSAL, actorId: STUDENT };
const OF_HANDLER = { ...PROPOSAL, actorId: HANDLER };

function propose(application: Application, changes: Partial<ProposeChangeCommand> = {}) {
  const usual = { content: INCLUSION, message: 'Sopii paremmin.', days: 14 };
  return proposeChange(application, { ...OF_HANDLER, ...usual, ...changes });
}

function proposed(application: Application): Decided {
  return done(propose(application));
}

function done(decision: Decision): Decided {
  if (isRefused(decision)) throw new Error(decision.refused);
  return decision;
}
