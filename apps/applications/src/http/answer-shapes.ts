import { z } from 'zod';
import { RIGHTS_BY_DEFAULT, type RightsOfAction } from '#kernel';
import { Answers, dayView, instantView, localisedTextView, pageView, textView } from '#platform';
import { type Action, ROLES_BY_ACTION } from '../domain/policy.js';
import { URGENCIES } from '../domain/urgency.js';
import type { ErrorCode } from '../errors.js';

/** What this service answers; the functions that make it return the types inferred from here. */

export const applicationState = z.enum([
  ...['DRAFT', 'SENT', 'IN_PROCESS', 'HANDLED', 'RETURNED', 'CANCELLED'],
  ...['PRELIMINARILY_APPROVED', 'APPROVED', 'REJECTED'],
] as const);

const basis = z
  .object({
    kind: z.enum(['STUDY', 'COMPETENCE']),
    code: z.string().nullable(),
    name: z.string().describe('Empty while the student has not written it'),
    organisation: z.string().nullable(),
    credits: z.number().nullable(),
    grade: z.string().nullable(),
    gainedOn: z.string().describe('Day in Finland, YYYY-MM-DD; empty while the student has not written it'),
  })
  .readonly()
  .meta({ id: 'Basis', description: 'Prior learning: a study, or competence acquired otherwise' });

const target = z
  .object({
    courseCode: z.string(),
    name: localisedTextView,
    credits: z.number(),
    kind: z.enum(['COURSE', 'MODULE']),
  })
  .readonly()
  .meta({ id: 'Target', description: 'As the institution had published it when the part was written' });

const ON_APPLICATION = [
  ...(['edit', 'delete', 'submit', 'start-processing', 'take-over', 'transfer'] as const),
  ...(['resubmit', 'cancel', 'reopen'] as const),
] as const;
const ON_PART = [
  ...(['return', 'take-over', 'transfer', 'edit', 'cancel'] as const),
  ...(['propose-change', 'accept-change', 'decline-change'] as const),
] as const;

/** What stands in the way of an action that is the reader's to take. */
const obstacle = {
  possible: z.boolean(),
  code: z.string().nullable().describe('What stands in the way for now; null when it is possible'),
  text: textView.nullable(),
};

const actionOnPart = z
  .object({ action: z.enum(ON_PART), ...obstacle })
  .readonly()
  .meta({ id: 'ActionOnPart' });

const actionOnApplication = z
  .object({ action: z.enum(ON_APPLICATION), ...obstacle })
  .readonly()
  .meta({ id: 'ActionOnApplication' });

const partShape = z
  .object({
    id: z.guid(),
    number: z.int().describe('1-based place in the application'),
    round: z.int().describe('How many times the part has been sent'),
    state: z.enum(['DRAFT', 'SENT', 'IN_PROCESS', 'RETURNED', 'CANCELLED', 'HANDLED']),
    outcome: z.enum(['APPROVED', 'REJECTED']).nullable(),
    decisionId: z.guid().nullable(),
    handlerId: z.string().nullable(),
    type: z
      .enum(['SUBSTITUTION', 'INCLUSION', 'EXEMPTION', 'UNDECIDED'])
      .describe('UNDECIDED while the student has not chosen it'),
    bases: z.array(basis).readonly(),
    targets: z.array(target).readonly(),
    creditsApplied: z
      .number()
      .describe('ECTS credits, at most two decimals; 0 also while the student has not written them'),
    returnReasonCodes: z.array(z.string()).readonly(),
    proposedChange: z
      .object({
        type: z.enum(['SUBSTITUTION', 'INCLUSION', 'EXEMPTION']),
        targets: z.array(target).readonly(),
        creditsApplied: z.number(),
        byId: z.string(),
        message: z.string().nullable(),
        at: instantView,
        standsUntil: dayView.describe('The last day on which the student can accept it'),
      })
      .readonly()
      .nullable()
      .describe('What the handler proposes to be applied for instead (R109)'),
    returnedFields: z
      .array(
        z
          .object({
            path: z.string().describe('Of the field in the part, such as `bases.0.gainedOn`'),
            code: z.string(),
            note: z.string().nullable(),
          })
          .readonly(),
      )
      .readonly()
      .describe('What is wrong in which field (R33)'),
    returnMessage: z.string().nullable(),
    transfer: z
      .object({
        fromHandlerId: z.string().nullable(),
        byId: z.string().describe('The handler who took or gave the part, or an administrator'),
        message: z.string().nullable().describe('To the new handler'),
        at: instantView,
      })
      .readonly()
      .nullable()
      .describe('How the part came from another handler to the present one, for staff; null to the student'),
    continuedInId: z.guid().nullable().describe('The draft into which this cancelled part was taken (D16)'),
    allowedActions: z.array(z.enum(ON_PART)).readonly(),
    actions: z
      .array(actionOnPart)
      .readonly()
      .describe('What the reader may do with the part, now or when something has passed (R8, R9)'),
  })
  .readonly()
  .meta({ id: 'ApplicationPart' });

const toComplete = z
  .object({
    path: z.string().describe('Of the field in the application, such as `parts.0.bases.1.name`'),
    code: z.string(),
    severity: z.enum(['ERROR']).describe('ERROR: the application is not sent like this'),
    message: textView,
  })
  .readonly()
  .meta({ id: 'ToComplete' });

const applicationFields = z.object({
  id: z.guid(),
  version: z.int(),
  kind: z.enum(['RECOGNITION', 'PRELIMINARY']),
  number: z
    .string()
    .nullable()
    .describe('What people call it by, such as 2026-114; null until it is sent for the first time'),
  state: applicationState,
  label: textView.describe('The State column, for this viewer (R28, D13)'),
  outcomeLabel: textView.nullable().describe('The Outcome column; null while nothing has come of any part (D13)'),
  studentId: z.string(),
  handlerId: z.string().nullable(),
  studyRightId: z.string(),
  programmeCode: z.string(),
  continuedFromId: z.guid().nullable(),
  createdAt: instantView,
  submittedAt: instantView.nullable(),
  changedAt: instantView,
  parts: z.array(partShape).readonly(),
  allowedActions: z.array(z.enum(ON_APPLICATION)).readonly(),
  actions: z
    .array(actionOnApplication)
    .readonly()
    .describe('What the reader may do with the whole, now or when something has passed (R8, R9)'),
  completeness: z
    .array(toComplete)
    .readonly()
    .nullable()
    .describe(
      'What sending would refuse today, for the student of a draft or of returned parts; null for others and at other times',
    ),
});

/** An application as its reader sees it; also the answer to every command. */
export const applicationShape = applicationFields.readonly().meta({ id: 'Application' });

/** An application with the names that its ids stand for, as far as they are known here. */
export const namedApplicationShape = applicationFields
  .extend({
    programmeName: localisedTextView.nullable(),
    names: z.record(z.string(), z.string()).readonly().describe('Student and handlers by person id'),
    toCorrect: z
      .array(toComplete)
      .readonly()
      .describe('Of a draft: what would have it refused today because it was retired since'),
  })
  .readonly()
  .meta({ id: 'NamedApplication' });

const listedPart = z
  .object({
    id: z.guid(),
    number: z.int(),
    round: partShape.unwrap().shape.round,
    state: partShape.unwrap().shape.state,
    outcome: partShape.unwrap().shape.outcome,
    type: partShape.unwrap().shape.type,
    handlerId: z.string().nullable(),
    handlerName: z.string().nullable(),
    target: z
      .object({ courseCode: z.string(), name: localisedTextView })
      .readonly()
      .nullable()
      .describe('The first one'),
    basisName: z.string().nullable().describe('Of the first basis: what an inclusion is about'),
    allowedActions: partShape.unwrap().shape.allowedActions,
  })
  .readonly()
  .meta({ id: 'ListedPart' });

const wait = z
  .object({
    for: z.enum(['STUDENT', 'HANDLER', 'RECORDER']),
    since: instantView.describe('Since when the first of the parts has waited for them'),
    partNumbers: z.array(z.int()).readonly(),
  })
  .readonly()
  .meta({ id: 'Wait' });

const urgency = z.enum(URGENCIES).meta({
  id: 'Urgency',
  description: 'Handling has not begun in time, has to begin this week, has not begun; begun; all approved',
});

const listItem = z
  .object({
    id: z.guid(),
    version: z.int(),
    kind: z.enum(['RECOGNITION', 'PRELIMINARY']),
    number: applicationFields.shape.number,
    state: applicationState,
    label: textView,
    outcomeLabel: textView.nullable(),
    studentId: z.string(),
    studentName: z.string().nullable(),
    handlerId: z.string().nullable().describe('The handler whom the student named (R3)'),
    handlerName: z.string().nullable(),
    programmeCode: z.string(),
    programmeName: localisedTextView.nullable(),
    partCount: z.int(),
    parts: z.array(listedPart).readonly(),
    waits: z
      .array(wait)
      .readonly()
      .describe('Whose turn it is; in the view of what is to be handled: of the own parts'),
    urgency: urgency
      .nullable()
      .describe('Null in the own list, and when nothing is expected any more; else as of the same parts'),
    dueOn: dayView
      .nullable()
      .describe(
        'The last day on which handling begins in time (R69); null when it has begun or the institution has no limit',
      ),
    createdAt: instantView,
    submittedAt: instantView.nullable(),
    changedAt: instantView,
    allowedActions: applicationFields.shape.allowedActions,
  })
  .readonly()
  .meta({ id: 'ApplicationListItem' });

export const applicationPage = pageView(listItem)
  .extend({
    total: z.int().describe('Rows of the whole list, counted to 10,000'),
    totalIsExact: z.boolean().describe('False: there are more than were counted'),
    groups: z
      .array(z.object({ urgency, total: z.int() }).readonly())
      .readonly()
      .describe('Rows by urgency, of what is to be handled; empty in the other views'),
  })
  .meta({ id: 'ApplicationPage' });

const timelineEntry = z
  .object({
    at: instantView,
    event: z.enum([
      ...['DRAFTED', 'SENT', 'PROCESSING_STARTED', 'RETURNED', 'SENT_AGAIN', 'CANCELLED'],
      ...['REOPENED', 'APPROVED', 'REJECTED', 'RECORDED', 'TAKEN_OVER', 'TRANSFERRED'],
      ...['CHANGE_PROPOSED', 'CHANGE_ACCEPTED', 'CHANGE_DECLINED'],
    ] as const),
    text: textView,
    partNumbers: z.array(z.int()).readonly().describe('The parts that it concerned; empty: the whole application'),
    by: z
      .object({ role: z.enum(['YOU', 'STUDENT', 'HANDLER', 'OTHER']), name: z.string().nullable() })
      .readonly()
      .describe('By name: the student and the handlers of the application'),
  })
  .readonly()
  .meta({ id: 'TimelineEntry' });

export const timelinePage = pageView(timelineEntry).meta({ id: 'TimelinePage' });

const ownStudyRight = z
  .object({
    studyRightId: z.string(),
    programmeCode: z.string().nullable(),
    programmeName: localisedTextView.nullable(),
    startDate: dayView.nullable(),
    endDate: dayView.nullable(),
    obstacle: z
      .object({ code: z.string(), title: textView, detail: textView })
      .readonly()
      .nullable()
      .describe('Why no application can be made with it today (R87, R154); null when one can'),
  })
  .readonly()
  .meta({ id: 'OwnStudyRight' });

export const studyRightPage = pageView(ownStudyRight).meta({ id: 'OwnStudyRightPage' });

export const coursePage = pageView(target).meta({ id: 'CoursePage' });

const handlerCandidate = z
  .object({
    personId: z.string(),
    name: z.string(),
    programmes: z
      .array(z.object({ programmeCode: z.string(), name: localisedTextView.nullable() }).readonly())
      .readonly()
      .describe('Where the person handles applications; empty: nothing narrower than the institution is known'),
  })
  .readonly()
  .meta({ id: 'HandlerCandidate' });

export const handlerPage = pageView(handlerCandidate).meta({ id: 'HandlerPage' });

export const settingsShape = z
  .object({
    version: z.int().describe('0: nothing has been set'),
    blockedStudyRightTypes: z
      .array(z.string())
      .readonly()
      .describe('VIRTA types of study right with which nobody applies (R154), in order of their numbers'),
    handlingLimitDays: z
      .int()
      .nullable()
      .describe('Within how many whole days the handling of a new application is to begin (R69, R73); null: no limit'),
    changeProposalDays: z.int().describe('For how many days a student can accept what a handler proposes'),
  })
  .readonly()
  .meta({ id: 'Settings' });

export type ApplicationView = z.infer<typeof applicationShape>;
export type PartView = z.infer<typeof partShape>;
export type NamedApplicationView = z.infer<typeof namedApplicationShape>;
export type ListedPart = z.infer<typeof listedPart>;
export type Wait = z.infer<typeof wait>;
export type ToComplete = z.infer<typeof toComplete>;
export type ApplicationListItem = z.infer<typeof listItem>;
export type TimelineEntry = z.infer<typeof timelineEntry>;
export type TimelinePage = z.infer<typeof timelinePage>;
export type OwnStudyRight = z.infer<typeof ownStudyRight>;
export type StudyRightPage = z.infer<typeof studyRightPage>;
export type CoursePage = z.infer<typeof coursePage>;
export type HandlerCandidate = z.infer<typeof handlerCandidate>;
export type HandlerPage = z.infer<typeof handlerPage>;
export type ApplicationPage = z.infer<typeof applicationPage>;

/** What the student's study right may be refused with, when a draft is written and when it is sent. */
export const STUDY_RIGHT_REFUSED: readonly ErrorCode[] = [
  'application/study-right-unknown',
  'application/study-right-ended',
  'application/study-right-not-begun',
  'application/study-right-invalidated',
  'application/study-right-type-blocked',
  'application/study-right-of-other-education',
  'application/programme-not-in-force',
];

/** What every command on an application may be refused with. */
const COMMAND_REFUSED: readonly ErrorCode[] = [
  'application/not-found',
  'application/role-not-allowed',
  'application/not-the-owner',
  'application/not-the-handler',
  'application/wrong-state',
  'application/part-already-decided',
  'application/idempotency-key-reused',
];

/** What rows of the rights matrix may be refused with, when they are shown before and when they are set. */
export const RIGHTS_REFUSED: readonly ErrorCode[] = [
  'application/role-not-allowed',
  'application/right-not-changeable',
  'application/right-not-for-the-role',
  'application/condition-not-possible',
  'application/nobody-could-change-rights',
];

/** Where an institution may ask for more than a role. */
const CONDITION: ErrorCode = 'application/condition-not-met';

/**
 * Describes a command on an application: it answers the application as it is afterwards.
 * @param problems further codes of its own
 * @param also statuses at which it answers something else
 */
export function AnswersApplication(
  action: Action,
  summary: string,
  problems: readonly ErrorCode[] = [],
  also?: Readonly<Record<number, null>>,
): MethodDecorator {
  const { mayAsk = [] }: RightsOfAction = RIGHTS_BY_DEFAULT.applications[action];
  return Answers(applicationShape, {
    summary,
    roles: ROLES_BY_ACTION[action],
    problems: [...COMMAND_REFUSED, ...(mayAsk.length > 0 ? [CONDITION] : []), ...problems],
    versioned: true,
    also,
  });
}
