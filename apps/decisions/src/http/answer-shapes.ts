import { z } from 'zod';
import { dayView, instantView, localisedTextView, pageView, textView } from '#platform';

/** What this service answers; the functions that make it return the types inferred from here. */

const outcome = z.enum(['APPROVED', 'REJECTED']);
const recognitionType = z.enum(['SUBSTITUTION', 'INCLUSION', 'EXEMPTION']);
const decisionState = z.enum(['PROPOSED', 'FINAL', 'VOID', 'RECORDED']);

const basis = z
  .object({
    kind: z.enum(['STUDY', 'COMPETENCE']),
    code: z.string().nullable(),
    name: z.string(),
    organisation: z.string().nullable(),
    credits: z.number().nullable(),
    grade: z.string().nullable(),
    gainedOn: dayView,
  })
  .readonly()
  .meta({ id: 'Basis', description: 'Prior learning that the student refers to' });

const target = z
  .object({
    courseCode: z.string(),
    name: localisedTextView,
    credits: z.number(),
    kind: z.enum(['COURSE', 'MODULE']),
  })
  .readonly()
  .meta({ id: 'Target', description: 'What the recognition is sought for' });

const keywordInWords = z
  .object({ code: z.string(), terms: localisedTextView })
  .readonly()
  .meta({ id: 'KeywordInWords' });

/** A decision as people read it. The key of the bank's entry is not in it: nobody can join the two (R85). */
export const decisionShape = z
  .object({
    id: z.guid(),
    applicationId: z.guid(),
    partId: z.guid(),
    round: z.int(),
    state: decisionState,
    outcome,
    grantedCredits: z.number(),
    grade: z.string().nullable(),
    fieldOfEducation: z.int().nullable(),
    keywords: z.array(z.string()).readonly().describe('Codes of ahot_keywords'),
    keywordsInWords: z
      .array(keywordInWords)
      .readonly()
      .describe('The same in words; a word from before there was a codeset stands for itself'),
    reasons: z.string().nullable(),
    basisName: z.string().nullable(),
    decider: z
      .object({
        id: z.string(),
        name: z.string().nullable().describe('Of the day of the decision; null until the university has published it'),
      })
      .readonly(),
    decidedAt: instantView,
    awaitsConfirmationSince: instantView
      .nullable()
      .describe('While it is a proposal: since when the applications service has had to answer'),
    voidReason: z.string().nullable(),
    voidText: textView.nullable().describe('Why it did not come into force, in words'),
    recordedAt: instantView.nullable(),
  })
  .readonly()
  .meta({ id: 'Decision' });

const actionShape = z
  .object({
    action: z.enum(['make-decision', 'record-recognition']),
    possible: z.boolean(),
    code: z.string().nullable().describe('What stands in the way for now; null when it is possible'),
    text: textView.nullable(),
  })
  .readonly()
  .meta({ id: 'ActionOnPart' });

const partShape = z
  .object({
    id: z.guid(),
    number: z.int(),
    round: z.int(),
    state: z.enum(['DRAFT', 'SENT', 'IN_PROCESS', 'RETURNED', 'CANCELLED', 'HANDLED']),
    outcome: outcome.nullable(),
    handlerId: z.string().nullable(),
    type: recognitionType,
    bases: z.array(basis).readonly(),
    targets: z.array(target).readonly(),
    creditsApplied: z.number(),
    mostCredits: z.number().describe('What an approval can grant at most (R51); 0 for an exemption (D8)'),
    possibleGrades: z.array(z.string()).readonly().describe('Grades that all target courses can have (R95, R108)'),
    decisions: z.array(decisionShape).readonly(),
    actions: z
      .array(actionShape)
      .readonly()
      .describe('What the reader may do, now or when something has passed (R8, R9)'),
  })
  .readonly()
  .meta({ id: 'CasePart' });

export const caseShape = z
  .object({
    applicationId: z.guid(),
    version: z.int(),
    state: z.string(),
    studentId: z.string(),
    studyRightId: z.string(),
    programmeCode: z.string(),
    parts: z.array(partShape).readonly(),
  })
  .readonly()
  .meta({ id: 'Case', description: 'An application as this service knows it, with the decisions on its parts' });

/** An attainment as people read it (R68). */
const attainmentShape = z
  .object({
    id: z.guid(),
    decisionId: z.guid(),
    recognitionType: z.enum(['SUBSTITUTION', 'INCLUSION']),
    courseCode: z.string().nullable(),
    name: localisedTextView,
    credits: z.number(),
    grade: z.string().nullable(),
    fieldOfEducation: z.int().nullable(),
    bases: z.array(basis).readonly(),
    originalDate: dayView,
    attainmentDate: dayView,
    recognitionDate: dayView,
  })
  .readonly()
  .meta({ id: 'Attainment' });

export const attainmentsPage = pageView(attainmentShape)
  .extend({ totalCredits: z.number().describe('Sum over all pages (R146)') })
  .meta({ id: 'AttainmentsPage' });

export const recordingShape = z
  .object({ decisionId: z.guid(), attainments: z.array(attainmentShape) })
  .meta({ id: 'Recording', description: 'No attainment for an exemption (D8)' });

/** What a recording would write, or has written. */
export const recordingPlanShape = z
  .object({
    decisionId: z.guid(),
    recorded: z.boolean(),
    attainments: z.array(attainmentShape.unwrap().omit({ id: true, decisionId: true })).readonly(),
  })
  .meta({ id: 'RecordingPlan', description: 'No attainment for an exemption (D8)' });

const queueItem = z
  .object({
    decisionId: z.guid(),
    applicationId: z.guid(),
    partId: z.guid(),
    partNumber: z.int(),
    type: recognitionType,
    handlerId: z.string().nullable(),
    handlerName: z.string().nullable(),
    studentId: z.string(),
    studentName: z.string().nullable(),
    programmeCode: z.string(),
    programmeName: localisedTextView.nullable(),
    target: z
      .object({ courseCode: z.string(), name: localisedTextView })
      .readonly()
      .nullable()
      .describe('The first one'),
    targetCount: z.int(),
    basisName: z.string().nullable().describe('Of the first basis: what an inclusion is about'),
    grantedCredits: z.number(),
    decidedAt: instantView,
    ageDays: z.int().describe('Whole days since the decision: credits that the student waits for'),
  })
  .readonly()
  .meta({ id: 'QueueItem' });

export const queuePage = pageView(queueItem)
  .extend({
    total: z.int().describe('Rows of the whole queue, counted to 10,000'),
    totalIsExact: z.boolean().describe('False: there are more than were counted'),
  })
  .meta({ id: 'RecordingQueuePage' });

const unsettledDecision = z
  .object({
    decisionId: z.guid(),
    applicationId: z.guid(),
    partId: z.guid(),
    partNumber: z.int(),
    studentName: z.string().nullable(),
    state: z.enum(['PROPOSED', 'VOID']),
    decidedAt: instantView,
    voidText: textView.nullable().describe('Why it did not come into force; null while it awaits its confirmation'),
  })
  .readonly()
  .meta({ id: 'UnsettledDecision' });

export const usedKeyword = z
  .object({
    code: z.string(),
    terms: localisedTextView,
    uses: z.int().describe('Decisions in which the person has used it'),
  })
  .meta({ id: 'UsedKeyword' });
export type UsedKeyword = z.infer<typeof usedKeyword>;

export const usedKeywords = z
  .object({
    items: z.array(usedKeyword).readonly().describe('At most five, most used first'),
    freeWords: z.boolean().describe('The institution has no keyword in use: a decision takes any words'),
  })
  .meta({ id: 'UsedKeywords' });
export type UsedKeywords = z.infer<typeof usedKeywords>;

export const unsettledPage = pageView(unsettledDecision).meta({ id: 'UnsettledDecisionsPage' });

export const proposedShape = z
  .object({ id: z.guid(), status: decisionState })
  .meta({ id: 'ProposedDecision', description: 'Final or void when the applications service has answered' });

export type DecisionView = z.infer<typeof decisionShape>;
export type PartView = z.infer<typeof partShape>;
export type CaseView = z.infer<typeof caseShape>;
export type AttainmentView = z.infer<typeof attainmentShape>;
export type RecordingPlan = z.infer<typeof recordingPlanShape>;
export type AttainmentsPage = z.infer<typeof attainmentsPage>;
export type QueueItem = z.infer<typeof queueItem>;
export type UnsettledDecision = z.infer<typeof unsettledDecision>;
export type UnsettledPage = z.infer<typeof unsettledPage>;
export type QueuePage = z.infer<typeof queuePage>;
