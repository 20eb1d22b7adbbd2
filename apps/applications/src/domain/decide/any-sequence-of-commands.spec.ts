import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OPERATIONS } from '#contracts';
import { DEFAULT_RIGHTS, isRefused, type Refusal } from '#kernel';
import { stepsInReach } from '#platform';
import type { Application } from '../application.js';
import { actionsOnApplication, actionsOnPart } from '../allowed-actions.js';
import {
  aContent,
  anApplication,
  aStudyRight,
  HANDLER,
  NOW,
  STUDENT,
  THE_COLLEAGUE,
  THE_HANDLER,
  THE_STUDENT,
} from '../../../test/examples.js';
import { errors } from '../../errors.js';
import { PART_STATES } from '../application.states.js';
import type { Decided } from '../decided.js';
import { acceptProposedChange, declineProposedChange } from './answer-proposed-change.js';
import { cancelApplication } from './cancel-application.js';
import { confirmDecision } from './confirm-decision.js';
import { deleteDraft } from './delete-draft.js';
import { editReturnedPart } from './edit-returned-part.js';
import { recordPart } from './record-part.js';
import { reopenApplication } from './reopen-application.js';
import { resubmitParts } from './resubmit-parts.js';
import { proposeChange } from './propose-change.js';
import { returnPart } from './return-part.js';
import { startProcessing } from './start-processing.js';
import { submitApplication } from './submit-application.js';
import { takeOverParts } from './take-over-parts.js';
import { transferParts } from './transfer-parts.js';

/** Everything that can happen to a sent four-part application, in any order, by the right people. */
type Step = {
  readonly kind: keyof typeof STEPS;
  readonly part: number;
  readonly round: number;
  readonly decision: number;
};

const TRANSFER = { actor: THE_HANDLER, newHandler: THE_COLLEAGUE, message: null };

const STEPS = {
  submit: (app: Application) =>
    submitApplication(app, {
      actorId: STUDENT,
      number: '2026-114',
      handlerId: HANDLER,
      rights: DEFAULT_RIGHTS,
      handler: { personId: HANDLER, roles: ['HANDLER'], programmeCodes: [], validFrom: null, validUntil: null },
      studyRight: aStudyRight(),
      programme: { validFrom: null, validUntil: null },
      notInForce: new Set(),
      today: '2026-11-23',
      now: NOW,
    }),
  startProcessing: (app: Application) => startProcessing(app, { actorId: HANDLER, now: NOW }),
  returnPart: (app: Application, step: Step) =>
    returnPart(app, {
      actorId: HANDLER,
      partId: partId(step),
      reasonCodes: ['TYPE'],
      fields: [],
      message: 'x',
      now: NOW,
    }),
  /** A colleague takes the parts, and gives them back; so the handler is the one who acts in the other steps. */
  takeOver: (app: Application) => takeOverParts(app, { actor: THE_COLLEAGUE, partIds: null, now: NOW }),
  takeOverPart: (app: Application, step: Step) =>
    takeOverParts(app, { actor: THE_COLLEAGUE, partIds: [partId(step)], now: NOW }),
  takeBack: (app: Application) => takeOverParts(app, { actor: THE_HANDLER, partIds: null, now: NOW }),
  transfer: (app: Application) => transferParts(app, { ...TRANSFER, partIds: null, now: NOW }),
  transferPart: (app: Application, step: Step) =>
    transferParts(app, { ...TRANSFER, partIds: [partId(step)], now: NOW }),
  takeBackPart: (app: Application, step: Step) =>
    takeOverParts(app, { actor: THE_HANDLER, partIds: [partId(step)], now: NOW }),
  /** Always another extent than what was sent. */
  propose: (app: Application, step: Step) => {
    const sent = app.parts[step.part - 1]?.sentContent;
    const content = {
      type: 'SUBSTITUTION',
      targets: aContent().targets,
      creditsApplied: sent?.creditsApplied === 5 ? 4 : 5,
    } as const;
    return proposeChange(app, { actorId: HANDLER, partId: partId(step), content, message: null, days: 14, now: NOW });
  },
  accept: (app: Application, step: Step) =>
    acceptProposedChange(app, { actorId: STUDENT, partId: partId(step), now: NOW }),
  decline: (app: Application, step: Step) =>
    declineProposedChange(app, { actorId: STUDENT, partId: partId(step), now: NOW }),
  editReturned: (app: Application, step: Step) =>
    editReturnedPart(app, { actorId: STUDENT, partId: partId(step), content: aContent(), now: NOW }),
  resubmit: (app: Application) => resubmitParts(app, { actorId: STUDENT, now: NOW }),
  cancelWhole: (app: Application) => cancelApplication(app, { actorId: STUDENT, partIds: null, now: NOW }),
  cancelPart: (app: Application, step: Step) =>
    cancelApplication(app, { actorId: STUDENT, partIds: [partId(step)], now: NOW }),
  reopen: (app: Application) =>
    reopenApplication(app, {
      actorId: STUDENT,
      newApplicationId: 'new',
      newPartId: (place) => `new-${place}`,
      now: NOW,
    }),
  discard: (app: Application) => deleteDraft(app, { actorId: STUDENT, now: NOW }),
  approve: (app: Application, step: Step) => confirmDecision(app, { ...proposal(step), outcome: 'APPROVED' }),
  reject: (app: Application, step: Step) => confirmDecision(app, { ...proposal(step), outcome: 'REJECTED' }),
  record: (app: Application, step: Step) => recordPart(app, proposal(step)),
};

describe('any sequence of commands', () => {
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])),
      part: fc.integer({ min: 1, max: 4 }),
      round: fc.integer({ min: 1, max: 3 }),
      decision: fc.integer({ min: 1, max: 2 }),
    }),
    { minLength: 10, maxLength: 60 },
  );

  it('[R45] [D16] keeps decided parts decided, cancelled parts without outcome, and counts one version per change', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        let application = anApplication(undefined, { toldVersion: 0 });
        for (const step of sequence) {
          const decision: Decided | Refusal = STEPS[step.kind](application, step);
          if (isRefused(decision)) continue;
          expectSoundChange(application, decision);
          application = decision.application;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('[R8] [R9] an action that is offered is not refused, and one that is not possible yet is refused with the code that it names', () => {
    const commands = {
      submit: 'submit',
      'start-processing': 'startProcessing',
      resubmit: 'resubmit',
      cancel: 'cancelWhole',
      reopen: 'reopen',
      delete: 'discard',
      'take-over': 'takeBack',
      transfer: 'transfer',
    } as const;
    const partCommands = {
      return: 'returnPart',
      edit: 'editReturned',
      cancel: 'cancelPart',
      'take-over': 'takeBackPart',
      transfer: 'transferPart',
      'propose-change': 'propose',
      'accept-change': 'accept',
      'decline-change': 'decline',
    } as const;
    fc.assert(
      fc.property(steps, (sequence) => {
        let application = anApplication(undefined, { toldVersion: 0 });
        for (const step of sequence) {
          const decision: Decided | Refusal = STEPS[step.kind](application, step);
          if (!isRefused(decision)) application = decision.application;
          const surprises: string[] = [];
          const attempt = (kind: keyof typeof STEPS, part: number, said: Refusal | null) => {
            const answer: Decided | Refusal = STEPS[kind](application, { ...step, part });
            const code = isRefused(answer) ? answer.refused : undefined;
            if (code !== said?.refused) surprises.push(`${kind} ${part}: ${code}`);
          };
          for (const viewer of [THE_STUDENT, THE_HANDLER]) {
            for (const { action, refusal } of actionsOnApplication(application, viewer, [])) {
              if (action !== 'edit') attempt(commands[action], 1, refusal);
            }
            for (const part of application.parts) {
              for (const { action, refusal } of actionsOnPart(application, part, viewer))
                attempt(partCommands[action], part.number, refusal);
            }
          }
          expect(surprises).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('a command that a refusal names as the next step is not refused', () => {
    const readers = {
      ...{ submit: 'STUDENT', editReturned: 'STUDENT', resubmit: 'STUDENT', reopen: 'STUDENT', discard: 'STUDENT' },
      ...{ cancelWhole: 'STUDENT', cancelPart: 'STUDENT', startProcessing: 'HANDLER', returnPart: 'HANDLER' },
      ...{ takeOver: 'HANDLER', transfer: 'HANDLER', transferPart: 'HANDLER' },
    } as const;
    const doing: Readonly<Record<string, readonly (readonly [keyof typeof STEPS, number])[]>> = {
      'take-into-processing': [['startProcessing', 1]],
      submit: [['submit', 1]],
      'delete-the-draft': [['discard', 1]],
      resubmit: [['resubmit', 1]],
      'cancel-the-whole': [['cancelWhole', 1]],
      'cancel-undecided-parts': [1, 2, 3, 4].map((part) => ['cancelPart', part] as const),
    };
    const offered = new Set<string>();
    fc.assert(
      fc.property(steps, (sequence) => {
        let application = anApplication(undefined, { toldVersion: 0 });
        for (const step of sequence) {
          for (const [kind, role] of Object.entries(readers) as [keyof typeof readers, string][]) {
            const answer: Decided | Refusal = STEPS[kind](application, step);
            if (!isRefused(answer)) continue;
            const next = stepsInReach(errors[answer.refused as keyof typeof errors].next, answer.details ?? {});
            for (const { step: name, does } of next) {
              if (does === undefined || OPERATIONS[does].method === 'GET') continue;
              if (!(OPERATIONS[does].roles as readonly string[]).includes(role)) continue;
              offered.add(name);
              const answers = doing[name]?.map(([its, part]) => STEPS[its](application, { ...step, part }));
              expect(answers?.some((one) => !isRefused(one))).toBe(true);
            }
          }
          const decision: Decided | Refusal = STEPS[step.kind](application, step);
          if (!isRefused(decision)) application = decision.application;
        }
      }),
      { numRuns: 500 },
    );
    expect([...offered].sort()).toEqual(Object.keys(doing).sort());
  });
});

function expectSoundChange(before: Application, { application: after, events }: Decided): void {
  expect(events.length).toBeLessThanOrEqual(1);
  expect(after.version - before.version).toBe(after.parts === before.parts ? 0 : 1);
  expect(after.toldVersion).toBe(events.length > 0 ? after.version : before.toldVersion);
  for (const [index, part] of after.parts.entries()) {
    const earlier = before.parts[index];
    expect(PART_STATES).toContain(part.state);
    expect(part.round).toBeGreaterThanOrEqual(earlier?.round ?? 1);
    if (earlier?.outcome) expect(part).toMatchObject({ outcome: earlier.outcome, decisionId: earlier.decisionId });
    if (part.outcome) expect(['IN_PROCESS', 'HANDLED']).toContain(part.state);
    if (part.state === 'HANDLED') expect(part.outcome).not.toBeNull();
    expect(part.outcome === null).toBe(part.decisionId === null);
  }
}

function partId(step: Step): string {
  return `part-${step.part}`;
}

function proposal(step: Step) {
  return {
    partId: partId(step),
    decisionId: `decision-${step.decision}`,
    round: step.round,
    deciderId: HANDLER,
    now: NOW,
  };
}
