/** Roles to which rights of recognition are given; the other roles of the system have none here. */
export const ROLES_WITH_RIGHTS = ['STUDENT', 'HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'] as const;
export type RoleWithRights = (typeof ROLES_WITH_RIGHTS)[number];

/** What may have to hold between a person and the application, or the part of it, that they act on. */
export const CONDITIONS = [
  'OWN_APPLICATION',
  /** Administrative Procedure Act 434/2003, section 28: nobody handles their own affair. */
  'NOT_OWN_APPLICATION',
  /** The person handles the part; of a whole application: some part of it. */
  'HOLDS_THE_STEP',
  /** The person works in the degree programme of the application (R15). */
  'SAME_PROGRAMME',
  /** Some part is approved. */
  'APPROVED',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Which roles may use an action, each with the conditions that all have to hold; a role that is left out may not. */
export type Grants = Readonly<Partial<Record<RoleWithRights, readonly Condition[]>>>;

/** The rights of one action, and how far an institution may change them. */
export interface RightsOfAction {
  readonly by: Grants;
  /**
   * Conditions that an institution may ask of a role here. None given: the row is everybody's, because a law, the manual or the table of
   * states says who it is.
   */
  readonly mayAsk?: readonly Condition[];
  /** Conditions that every role keeps. */
  readonly always?: readonly Condition[];
  /** The only roles that an institution may give it to; without them all but STUDENT. */
  readonly only?: readonly RoleWithRights[];
}

const STAFF = { HANDLER: [], DECISION_MAKER: [], RECORDER: [], ADMIN: [] } as const;
/** Students' own things: R36, R77. */
const STUDENTS = { by: { STUDENT: [] } } as const;
const ADMINISTRATORS = { by: { ADMIN: [] } } as const;

/**
 * The rights matrix as every institution has it until it sets rows of its own (R14–R15): service → action → role → conditions, which
 * all have to hold. Beside it two rules hold always: nobody acts across institutions, and only its student sees a draft (R27).
 */
export const RIGHTS_BY_DEFAULT = {
  applications: {
    'create-draft': STUDENTS,
    'edit-draft': STUDENTS,
    'delete-draft': STUDENTS,
    'submit-application': STUDENTS,
    'edit-returned-part': STUDENTS,
    'resubmit-parts': STUDENTS,
    'accept-change': STUDENTS,
    'decline-change': STUDENTS,
    // R77: a handler can neither cancel nor delete.
    'cancel-application': STUDENTS,
    'reopen-application': STUDENTS,
    // To whom an application may be sent or given (R3, R15). Own ones are refused to everybody, by a rule of its own.
    'handle-application': { by: { HANDLER: [] }, mayAsk: ['SAME_PROGRAMME'] },
    'start-processing': { by: { HANDLER: [] }, mayAsk: ['SAME_PROGRAMME', 'NOT_OWN_APPLICATION'] },
    'return-part': { by: { HANDLER: [] }, mayAsk: ['SAME_PROGRAMME', 'NOT_OWN_APPLICATION'] },
    'propose-change': { by: { HANDLER: [] }, mayAsk: ['SAME_PROGRAMME', 'NOT_OWN_APPLICATION'] },
    // Of the same degree programme (R15) in any case: rules/a-new-handler-works-in-the-degree-programme.ts.
    'take-over-parts': { by: { HANDLER: [] }, mayAsk: ['NOT_OWN_APPLICATION'], only: ['HANDLER'] },
    // R13: handlers their own parts, administrators those of somebody who is away.
    'transfer-parts': { by: { HANDLER: [], ADMIN: [] }, mayAsk: ['NOT_OWN_APPLICATION'], only: ['HANDLER', 'ADMIN'] },
    'read-transfer': { by: { HANDLER: [], DECISION_MAKER: [], ADMIN: [] } },
    'read-application': {
      by: {
        STUDENT: ['OWN_APPLICATION'],
        HANDLER: ['HOLDS_THE_STEP'],
        DECISION_MAKER: ['HOLDS_THE_STEP'],
        RECORDER: ['APPROVED'],
        ADMIN: [],
      },
      mayAsk: ['HOLDS_THE_STEP', 'SAME_PROGRAMME', 'APPROVED'],
    },
    'list-own': STUDENTS,
    'list-study-rights': STUDENTS,
    'list-courses': { by: { STUDENT: [], ...STAFF } },
    'list-handlers': { by: { STUDENT: [], HANDLER: [], ADMIN: [] } },
    'list-handling': { by: { HANDLER: [], DECISION_MAKER: [] }, mayAsk: [] },
    // What they may take over from others (R10).
    'list-others': { by: { HANDLER: [] }, mayAsk: [], only: ['HANDLER'] },
    // Of these, what each of them may read (R25, R152).
    'list-all': { by: STAFF, mayAsk: [] },
    'change-settings': ADMINISTRATORS,
    'read-rights-matrix': ADMINISTRATORS,
    'change-rights-matrix': { by: { ADMIN: [] }, mayAsk: [], only: ['ADMIN'] },
  },
  decisions: {
    'make-decision': {
      by: { HANDLER: ['HOLDS_THE_STEP'], DECISION_MAKER: ['HOLDS_THE_STEP'] },
      mayAsk: ['HOLDS_THE_STEP', 'SAME_PROGRAMME', 'NOT_OWN_APPLICATION'],
      // R21: a part has one handler.
      always: ['HOLDS_THE_STEP'],
    },
    'record-recognition': {
      by: { HANDLER: ['HOLDS_THE_STEP'], DECISION_MAKER: ['HOLDS_THE_STEP'], RECORDER: [] },
      mayAsk: ['HOLDS_THE_STEP', 'SAME_PROGRAMME', 'NOT_OWN_APPLICATION'],
    },
    'see-attainments': {
      by: {
        STUDENT: ['OWN_APPLICATION'],
        HANDLER: ['HOLDS_THE_STEP'],
        DECISION_MAKER: ['HOLDS_THE_STEP'],
        RECORDER: [],
        ADMIN: [],
      },
      mayAsk: ['HOLDS_THE_STEP'],
    },
    'see-recording-queue': {
      by: { HANDLER: ['HOLDS_THE_STEP'], DECISION_MAKER: ['HOLDS_THE_STEP'], RECORDER: [], ADMIN: [] },
      mayAsk: ['HOLDS_THE_STEP', 'SAME_PROGRAMME'],
    },
  },
  'recognition-bank': {
    // Handlers and students search the bank (R82), and those who work beside them.
    'search-precedents': { by: { STUDENT: [], ...STAFF } },
    'list-keywords': { by: STAFF },
    // R104, R105: administrators alone.
    'add-keyword': ADMINISTRATORS,
    'edit-keyword': ADMINISTRATORS,
    'retire-keyword': ADMINISTRATORS,
    'restore-keyword': ADMINISTRATORS,
    'merge-keyword': ADMINISTRATORS,
    'import-keywords': ADMINISTRATORS,
    'export-keywords': ADMINISTRATORS,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, RightsOfAction>>>>;
