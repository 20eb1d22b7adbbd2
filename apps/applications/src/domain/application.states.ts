/**
 * The workflow of an application part: its states, the groups the rules speak of, and THE transition table. Read a row as
 * "this command takes a part from one of these states to that state, and this person or service may give it". Anything
 * that the table does not list is refused. Sources: R25–R45, D1, D5, D11, D12, D16.
 */

/** Workflow state of one part (D1, D12). The outcome of a decision is a separate axis: see {@link PartOutcome}. */
export type PartState = 'DRAFT' | 'SENT' | 'IN_PROCESS' | 'RETURNED' | 'CANCELLED' | 'HANDLED';

/** Outcome of a confirmed decision (D1); a part without one is undecided. */
export type PartOutcome = 'APPROVED' | 'REJECTED';

export const PART_STATES: readonly PartState[] = ['DRAFT', 'SENT', 'IN_PROCESS', 'RETURNED', 'CANCELLED', 'HANDLED'];

/** Only the student sees a part in these states (R27). */
export const PRIVATE_STATES: readonly PartState[] = ['DRAFT'];

/** The part waits for its handler; the handling list shows it (R7, R38). */
export const STATES_ON_THE_HANDLERS_LIST: readonly PartState[] = ['SENT', 'IN_PROCESS'];

/** Nothing more happens to the part by itself (D12). */
export const CONCLUDED_STATES: readonly PartState[] = ['CANCELLED', 'HANDLED'];

/** The student may write in the part (R27, R33, R110). */
export const STATES_THE_STUDENT_WRITES_IN: readonly PartState[] = ['DRAFT', 'RETURNED'];

/**
 * The student who owns the application, the person who handles the part, or who could (a colleague of the degree programme), an
 * administrator, or the service that decides and records.
 */
export type Party = 'OWNER' | 'HANDLER_OF_PART' | 'HANDLER_OR_ADMINISTRATOR' | 'COLLEAGUE' | 'DECISIONS_SERVICE';

/** Also the action of the policy and of the audit log. */
export type PartCommand =
  | 'edit-draft'
  | 'delete-draft'
  | 'submit-application'
  | 'start-processing'
  | 'take-over-parts'
  | 'transfer-parts'
  | 'propose-change'
  | 'accept-change'
  | 'decline-change'
  | 'return-part'
  | 'edit-returned-part'
  | 'resubmit-parts'
  | 'cancel-application'
  | 'reopen-application'
  | 'confirm-approval'
  | 'confirm-rejection'
  | 'record-part';

export interface Transition {
  readonly command: PartCommand;
  readonly from: readonly PartState[];
  /** Null: the part stays in its state. */
  readonly to: PartState | null;
  readonly by: Party;
  /** What the part's outcome has to be beforehand; null: the part has to be undecided. */
  readonly outcome: PartOutcome | null;
  readonly source: string;
}

/** Somebody has to handle the part, now or when the student has completed it (R110). */
const WITH_A_HANDLER: readonly PartState[] = ['SENT', 'IN_PROCESS', 'RETURNED'];

const TABLE: Readonly<Record<PartCommand, Omit<Transition, 'command'>>> = {
  'edit-draft': { from: ['DRAFT'], to: 'DRAFT', by: 'OWNER', outcome: null, source: 'R27' },
  'delete-draft': { from: ['DRAFT'], to: 'CANCELLED', by: 'OWNER', outcome: null, source: 'R27, R37' },
  'submit-application': { from: ['DRAFT'], to: 'SENT', by: 'OWNER', outcome: null, source: 'R3, R28' },
  'start-processing': { from: ['SENT'], to: 'IN_PROCESS', by: 'HANDLER_OF_PART', outcome: null, source: 'R29' },
  'take-over-parts': { from: WITH_A_HANDLER, to: null, by: 'COLLEAGUE', outcome: null, source: 'R10, R11, R21' },
  'transfer-parts': {
    from: WITH_A_HANDLER,
    to: null,
    by: 'HANDLER_OR_ADMINISTRATOR',
    outcome: null,
    source: 'R12, R13, R21',
  },
  'propose-change': { from: ['IN_PROCESS'], to: null, by: 'HANDLER_OF_PART', outcome: null, source: 'R109' },
  'accept-change': { from: ['IN_PROCESS'], to: null, by: 'OWNER', outcome: null, source: 'R109, R110' },
  'decline-change': { from: ['IN_PROCESS'], to: null, by: 'OWNER', outcome: null, source: 'R109' },
  'return-part': { from: ['IN_PROCESS'], to: 'RETURNED', by: 'HANDLER_OF_PART', outcome: null, source: 'R33, R109' },
  'edit-returned-part': { from: ['RETURNED'], to: 'RETURNED', by: 'OWNER', outcome: null, source: 'R33, R110' },
  'resubmit-parts': { from: ['RETURNED'], to: 'IN_PROCESS', by: 'OWNER', outcome: null, source: 'R110, D11' },
  'cancel-application': {
    from: ['SENT', 'IN_PROCESS', 'RETURNED'],
    to: 'CANCELLED',
    by: 'OWNER',
    outcome: null,
    source: 'R30, R36, D5, D16',
  },
  'reopen-application': { from: ['CANCELLED'], to: 'DRAFT', by: 'OWNER', outcome: null, source: 'R37, D16' },
  'confirm-approval': {
    from: ['IN_PROCESS'],
    to: 'IN_PROCESS',
    by: 'DECISIONS_SERVICE',
    outcome: null,
    source: 'R40, D12',
  },
  'confirm-rejection': {
    from: ['IN_PROCESS'],
    to: 'HANDLED',
    by: 'DECISIONS_SERVICE',
    outcome: null,
    source: 'R42, D12',
  },
  'record-part': {
    from: ['IN_PROCESS'],
    to: 'HANDLED',
    by: 'DECISIONS_SERVICE',
    outcome: 'APPROVED',
    source: 'R32, R106',
  },
};

/** The table as rows, in the order of an application's life. */
export const TRANSITIONS: readonly Transition[] = (Object.keys(TABLE) as PartCommand[]).map(transitionOf);

/** The one row of the table for a command. */
export function transitionOf(command: PartCommand): Transition {
  return { command, ...TABLE[command] };
}

/** Does the table let this command act on a part in this state and with this outcome? */
export function allows(command: PartCommand, part: { state: PartState; outcome: PartOutcome | null }): boolean {
  const row = transitionOf(command);
  return row.from.includes(part.state) && row.outcome === part.outcome;
}
