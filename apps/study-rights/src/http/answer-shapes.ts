import { z } from 'zod';
import {
  Answers,
  dayView,
  instantView,
  localisedTextView,
  pageView,
  textView,
  type PlatformErrorCode,
} from '#platform';
import { type Action, rolesFor } from '../domain/policy.js';
import { errors, type ErrorCode } from '../errors.js';
import { hoksFieldKinds } from '../hoks/http/hoks-section.js';
import { invalidationReasons } from '../study-rights/domain/study-right.js';
import { supportCaseStates, supportCaseSteps } from '../support-desk/domain/support-case.states.js';

/**
 * What this service answers. Koski's study rights and eHOKS's HOKSes are described as far as this service looks into them: what else
 * they hold is theirs to describe, and may grow at any time.
 */

const oid = z
  .string()
  .regex(/^1\.2\.246\.562\.\d+\.\d+$/)
  .describe('Oid of OPH');
const reason = z.enum(invalidationReasons);

// Koski's words

export const studyRightShape = z
  .looseObject({ oid, versionumero: z.int(), aikaleima: instantView })
  .meta({ id: 'Opiskeluoikeus', description: "A study right in Koski's shape, every field as it was sent" });

export const learnerShape = z
  .object({ henkilö: z.object({ oid }), opiskeluoikeudet: z.array(studyRightShape) })
  .meta({ id: 'Oppija' });

export const storedVersionsShape = z
  .object({
    henkilö: z.object({ oid }),
    opiskeluoikeudet: z.array(
      z.object({ oid, versionumero: z.int(), lähdejärjestelmänId: z.looseObject({}).optional() }),
    ),
  })
  .meta({ id: 'StoredVersions', description: 'Whose study rights were stored, and the oid and version of each' });

/** The platform describes its keys. */
const koskiEntryShape = z.looseObject({ key: z.string(), message: z.unknown() }).meta({ id: 'KoskiError' });

/** Learner by learner; the worst status speaks for all. A batch that is none is refused as a whole. */
export const batchShape = z.array(
  z.union([
    storedVersionsShape,
    z.object({ statusCode: z.int(), errors: z.array(koskiEntryShape) }).meta({ id: 'RefusedLearner' }),
    koskiEntryShape,
  ]),
);

// eHOKS's words

const hoksFields = {
  id: z.int(),
  eid: z.string(),
  manuaalisyotto: z.boolean(),
  poistettu: instantView.optional(),
};
export const hoksShape = z
  .looseObject(hoksFields)
  .meta({ id: 'Hoks', description: "A HOKS in eHOKS's field names, with the fields that were stored" });

const feedbackState = z.enum(['odottaa-kasittelya', 'ei-laheteta', 'heratepalvelussa', 'lahetetty']).nullable();
const palauteShape = z
  .object({
    feedbackEligible: z.boolean(),
    tila: feedbackState,
    syy: z.string(),
    kyselyt: z.array(
      z.object({
        kysely: z.string(),
        heratepvm: dayView.nullable(),
        feedbackEligible: z.boolean(),
        tila: feedbackState,
        syy: z.string(),
      }),
    ),
  })
  .meta({ id: 'Palaute', description: 'Whether the HOKS leads to feedback, and why (R172)' });

export const hoksForReaderShape = z
  .looseObject({ ...hoksFields, kyna: z.boolean().describe('The reader may edit it (R159)'), palaute: palauteShape })
  .meta({ id: 'HoksForReader' });

const meta = z.record(z.string(), z.unknown());
const restfulShape = <T extends z.ZodType>(data: T) => z.object({ meta, data });
export const ehoksNothing = restfulShape(z.object({})).meta({ id: 'EhoksNothing' });
export const ehoksUri = restfulShape(z.object({ uri: z.string() })).meta({ id: 'EhoksUri' });
export const ehoksHoks = restfulShape(hoksShape).meta({ id: 'EhoksHoks' });
export const ehoksHoksWithFeedback = restfulShape(hoksShape)
  .extend({ palaute: palauteShape })
  .meta({ id: 'EhoksHoksWithFeedback' });
export const ehoksHokses = restfulShape(z.array(hoksShape)).meta({ id: 'EhoksHokses' });
export const ehoksSuccess = z.object({ success: z.int() }).meta({ id: 'EhoksSuccess' });
export const ehoksPage = restfulShape(
  z.object({ 'last-id': z.int(), 'failed-ids': z.array(z.int()), result: z.array(z.looseObject({ id: z.int() })) }),
).meta({ id: 'EhoksPage' });

// Our own

export const createdHoksShape = z.object({ id: z.int(), uri: z.string() }).meta({ id: 'CreatedHoks' });
export const deletedHoksShape = z.object({ id: z.int(), deletedAt: instantView }).meta({ id: 'DeletedHoks' });
export const restoredHoksShape = z.object({ id: z.int() }).meta({ id: 'RestoredHoks' });
export const ownHoksesShape = z
  .object({ hokses: z.array(hoksShape), nextCursor: z.string().nullable(), total: z.int() })
  .meta({ id: 'OwnHokses' });
export const openingShape = z
  .object({ openFrom: dayView, open: z.boolean().describe('The day has come') })
  .meta({ id: 'OpeningToLearners', description: 'From when learners read their own HOKSes (R155)' });

export const hoksOfStudyRightShape = z
  .object({
    studyRightOid: oid,
    learnerOid: oid,
    studyRightType: z.string(),
    version: z.int().nullable().describe('Of the HOKS, for If-Match'),
    hoks: hoksForReaderShape.nullable().describe('The one in force'),
    allowedActions: z.array(z.enum(['create-hoks', 'patch-hoks'])),
  })
  .meta({ id: 'HoksOfStudyRight' });

const hoksFieldShape = z
  .object({
    name: z.string().describe("eHOKS's own name"),
    title: textView,
    hint: textView.nullable(),
    kind: z.enum(hoksFieldKinds),
    required: z.boolean().describe('In creation and full replacement'),
    editable: z.boolean().describe('People may write it by hand'),
    onlyFor: z.string().nullable().describe('The one type of study right whose HOKSes have it'),
    codes: z.array(z.object({ code: z.string(), text: textView })),
    within: z
      .array(z.object({ name: z.string(), required: z.boolean() }))
      .describe('Of a LIST or a THING: the fields that people write in it, by their names in the same section'),
  })
  .meta({ id: 'HoksField' });
export const hoksSectionsShape = z
  .object({
    sections: z.array(
      z
        .object({
          name: z.string().describe("eHOKS's name of the list; the main fields have none of theirs"),
          title: textView,
          repeated: z.boolean().describe('A list of such things'),
          onlyFor: z.string().nullable().describe('The one type of study right whose HOKSes have it'),
          fields: z.array(hoksFieldShape),
        })
        .meta({ id: 'HoksSection' }),
    ),
  })
  .meta({ id: 'HoksSections' });

const counted = {
  total: z.int().describe('Lines of the whole list, counted to 1,000'),
  totalIsExact: z.boolean().describe('False: there are more than were counted'),
};

const qualification = z.object({ code: z.string(), name: localisedTextView.nullable() }).meta({
  id: 'Qualification',
  description: "Of the study right's first suoritus; the name as the sender has given it",
});

export const studyRightOverviewShape = z
  .object({
    oid,
    version: z.int(),
    storedAt: instantView,
    learnerOid: oid,
    learnerName: z.string().nullable().describe('Null: nobody has given it'),
    institutionOid: oid,
    institutionName: localisedTextView.nullable().describe('As the sender has given it'),
    sourceId: z.string().nullable(),
    type: z.string(),
    state: z.string(),
    estimatedEnd: z.string().nullable(),
    periods: z.array(z.object({ from: z.string(), state: z.string(), funding: z.string().nullable() })),
    suoritukset: z.array(
      z.object({ type: z.string(), qualification: z.string(), qualificationName: localisedTextView.nullable() }),
    ),
    invalidation: z.object({ reason, on: dayView }).nullable(),
    hoksId: z.int().nullable().describe('Of the HOKS in force'),
    allowedActions: z.array(z.enum(['invalidate-study-right', 'open-support-case'])),
  })
  .meta({ id: 'StudyRightOverview', description: 'A study right as people look at it' });

export const studyRightPage = pageView(
  z
    .object({
      oid,
      versionumero: z.int(),
      oppijaOid: oid,
      oppilaitosOid: oid,
      lähdejärjestelmänId: z.string().nullable(),
      tyyppi: z.string(),
      tila: z.string(),
      alkamispäivä: dayView.nullable(),
      päättymispäivä: dayView.nullable(),
      invalidated: z.boolean(),
      oppijanNimi: z.string().nullable().describe('Null: nobody has given it'),
      oppilaitoksenNimi: localisedTextView.nullable().describe('As the sender has given it'),
      tutkinto: qualification.nullable(),
    })
    .meta({ id: 'StudyRightLine' }),
)
  .extend(counted)
  .meta({ id: 'StudyRightPage' });

const versionLine = z
  .object({ version: z.int(), actorId: z.string(), storedAt: instantView })
  .meta({ id: 'StudyRightVersion' });
export const versionPage = pageView(versionLine).extend(counted).meta({ id: 'StudyRightVersionPage' });

const differenceShape = z
  .object({
    path: z.array(
      z.object({
        field: z.string().describe("A field by Koski's or eHOKS's own name"),
        item: z.string().nullable().describe('Which item of the list: its code, first day or number'),
      }),
    ),
    kind: z.enum(['ADDED', 'REMOVED', 'CHANGED', 'REORDERED']),
    before: z.unknown().describe('null when it was added; of a reordered list what its items are known by'),
    after: z.unknown().describe('null when it was removed; of a reordered list what its items are known by'),
  })
  .meta({ id: 'VersionDifference', description: 'One place in which two versions differ' });
export const versionDifferencesShape = z
  .object({
    from: z.int(),
    to: z.int(),
    differences: z.array(differenceShape),
    total: z.int().describe('How many there are; the answer holds the first 500'),
  })
  .meta({ id: 'VersionDifferences' });

export const invalidatedShape = z
  .object({ oid, versionumero: z.int(), reason, invalidatedOn: dayView })
  .meta({ id: 'InvalidatedStudyRight' });

const breach = z.enum(['INVALIDATED', 'UNKNOWN']).describe('What is wrong with its study right');
export const brokenHoksPage = pageView(
  z
    .object({
      id: z.int(),
      institutionOid: oid,
      studyRightOid: z.string(),
      learnerOid: z.string(),
      createdAt: instantView,
      breach: breach.nullable(),
      repair: z.string().describe('POST here, with a reason, deletes the HOKS'),
    })
    .meta({ id: 'BrokenHoks' }),
).meta({ id: 'BrokenHoksPage' });
export const repairedHoksShape = z.object({ id: z.int(), breach, deletedAt: instantView }).meta({ id: 'RepairedHoks' });

const providersCaseFields = z.object({
  id: z.guid(),
  state: z.enum(supportCaseStates),
  institutionOid: oid,
  institutionName: localisedTextView.nullable().describe('As the sender of the study right has given it'),
  qualification: qualification.nullable(),
  studyRightOid: z.string(),
  hoksId: z.int(),
  reason,
  message: z.string().nullable(),
  openedBy: z.string(),
  openedAt: instantView,
  closedAt: instantView.nullable(),
  closingReason: z.string().nullable(),
});
export const providersCaseShape = providersCaseFields.meta({ id: 'SupportCase' });

const desksCaseFields = providersCaseFields.extend({
  proposal: z
    .object({
      by: z.string(),
      at: instantView,
      reason: z.string(),
      confirmed: z.boolean(),
      basis: z.object({ studyRightVersion: z.int(), hoksId: z.int(), hoksDigest: z.string() }),
    })
    .nullable(),
  closedBy: z.string().nullable(),
});
export const desksCaseShape = desksCaseFields.meta({
  id: 'DesksSupportCase',
  description: 'As the support desk sees it: who proposed what, and who closed the case',
});
const desksCaseLine = desksCaseFields
  .extend({ awaits: z.enum(['READER', 'ANOTHER_PERSON']).nullable().describe('Who may approve what is proposed') })
  .meta({ id: 'DesksSupportCaseLine' });
const providersCaseLine = providersCaseFields
  .extend({ allowedActions: z.array(z.enum(['withdraw-support-case'])).describe('What the reader may do with it') })
  .meta({ id: 'ProvidersSupportCaseLine' });
export const supportCasePage = pageView(z.union([desksCaseLine, providersCaseLine]))
  .extend({
    total: z.int().describe('Cases of the whole list, counted to 10,000'),
    totalIsExact: z.boolean().describe('False: there are more than were counted'),
  })
  .meta({ id: 'SupportCasePage' });

const stepOnCase = z
  .object({
    action: z.enum(supportCaseSteps),
    possible: z.boolean(),
    code: z.string().nullable().describe('What stands in the way for now; null when it is possible'),
    text: textView.nullable(),
  })
  .meta({ id: 'StepOnSupportCase' });
const actions = z.array(stepOnCase).describe('What the reader may do with the case, now or when something has passed');

const studyRightInCase = z
  .object({
    ...{ version: z.int(), type: z.string(), state: z.string(), invalidated: z.boolean() },
    ...{ startDate: dayView.nullable(), endDate: dayView.nullable() },
    qualification: qualification.nullable(),
    koulutustoimija: localisedTextView.nullable(),
  })
  .meta({ id: 'StudyRightInSupportCase' });
export const caseStandingShape = z
  .object({
    now: z.object({ studyRight: studyRightInCase.nullable(), hoksId: z.int().nullable() }),
    atProposal: z.object({ studyRight: studyRightInCase.nullable(), hoksId: z.int() }).nullable(),
    hoksHasChanged: z.boolean().describe('The HOKS is not as it was when the override was proposed'),
    studyRightDifferences: z.array(differenceShape).describe('Since the proposal, the first 100'),
    hoksDifferences: z.array(differenceShape).describe('Since the proposal, the first 100'),
  })
  .meta({ id: 'SupportCaseStanding', description: 'What the case is about, now and when the override was proposed' });

export const caseTimelinePage = pageView(
  z
    .object({
      seq: z.string(),
      at: instantView,
      actorId: z.string(),
      actorName: z.string().nullable().describe('Of those whose name is known'),
      action: z.string(),
      kind: z.enum(['CASE', 'REFUSAL', 'VERSION', 'HOKS', 'READ']),
      targetKind: z.string(),
      targetId: z.string(),
      details: z.looseObject({}),
      published: z.string().nullable().describe('The event that went out with it'),
    })
    .meta({ id: 'SupportCaseTimelineEntry' }),
).meta({ id: 'SupportCaseTimelinePage' });

const record = z.looseObject({});
export const caseFileShape = desksCaseFields
  .extend({
    studyRight: studyRightShape.nullable(),
    versions: z.array(versionLine),
    hoks: record.nullable(),
    refusals: z.array(record),
    audit: z.array(record),
    reads: z.array(record),
    events: z.array(record),
    outbox: z.array(record),
    actions,
    confirmationNeeded: z
      .boolean()
      .describe('A proposal has to confirm NEVER_STARTED: something has been assessed (R164)'),
    standing: caseStandingShape,
    people: z.record(z.string(), z.string()).describe('Names of the people of the case that are known, by id'),
    place: z.int().describe('As `cursor` of the list: what follows this case'),
  })
  .meta({ id: 'CaseFile', description: 'A case with what is known of its study right and HOKS; lists newest first' });
const caseOfProviderShape = providersCaseFields.extend({ actions }).meta({ id: 'SupportCaseOfProvider' });
export const caseOrFile = z.union([caseFileShape, caseOfProviderShape]);

export const helpShape = z
  .object({
    supportEmail: z.string(),
    links: z.array(z.object({ title: z.string(), url: z.string() })),
    webinar: z.object({
      title: z.string(),
      everyWeeks: z.int(),
      next: z.array(z.object({ day: dayView, begins: z.string(), ends: z.string(), timeZone: z.string() })),
    }),
  })
  .meta({ id: 'Help' });

type Code = ErrorCode | PlatformErrorCode;

const codes = Object.keys(errors) as ErrorCode[];
const codesLike = (pattern: RegExp): readonly ErrorCode[] => codes.filter((code) => pattern.test(code));

/** What reading a study right, a learner or their HOKSes may be refused with. */
export const READING_REFUSED = codesLike(/^(badRequest\.queryParam|notFound)\./);
/** What a transfer or an invalidation may be refused with: any of Koski's cases. */
export const STORING_REFUSED = codesLike(/^(badRequest|forbidden|notFound|conflict|unavailable|notImplemented)/);
export const HOKS_REFUSED = [...codesLike(/^hoks\//), ...codesLike(/^(badRequest\.queryParam|conflict|forbidden)/)];
export const CASE_REFUSED = [...codesLike(/^support-case\//), ...STORING_REFUSED];
const SIGN_IN_REFUSED: readonly Code[] = [
  'platform/forbidden',
  'unauthorized.loginFail',
  'forbidden.suojaamatonYhteys',
];

/** Describes a method of our own interface. @param action what it asks of the policy; null: everybody who is signed in may use it */
export function AnswersHere(
  schema: z.ZodType | null,
  summary: string,
  action: Action | null,
  problems: readonly Code[] = [],
  more: { readonly also?: Readonly<Record<number, z.ZodType | null>>; readonly versioned?: boolean } = {},
): MethodDecorator {
  const roles = action === null ? undefined : rolesFor(action);
  return Answers(schema, { summary, roles, problems: ['platform/forbidden', ...problems], ...more });
}

/** Describes a method of an interface in Koski's or eHOKS's words. */
export function AnswersAsOthers(
  schema: z.ZodType | null,
  summary: string,
  problems: readonly Code[],
  also?: Readonly<Record<number, z.ZodType>>,
): MethodDecorator {
  return Answers(schema, { summary, problems: [...SIGN_IN_REFUSED, ...problems], also });
}
