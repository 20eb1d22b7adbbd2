import type { Refusal } from '../errors.js';
import type { Case, CasePart, PartState } from './case.js';
import type { Decision } from './decision.js';
import { type Action, can, type Person } from './policy.js';
import { aPartHasOneStandingDecisionPerRound } from './rules/a-part-has-one-standing-decision-per-round.js';
import { aPartIsDecidedWhileInProcessing } from './rules/a-part-is-decided-while-in-processing.js';
import { onlyAnApprovedFinalDecisionIsRecorded } from './rules/only-an-approved-final-decision-is-recorded.js';

/** An action on a part that is the person's to take: now, or when what stands in the way has passed. */
export interface ActionOnPart {
  readonly action: Extract<Action, 'make-decision' | 'record-recognition'>;
  /** Null: it can be done now. */
  readonly refusal: Refusal | null;
}

/** In these the part comes to its handler, or comes back. */
const STATES_BEFORE_A_DECISION: readonly PartState[] = ['SENT', 'IN_PROCESS', 'RETURNED'];

/**
 * What the person may do with the part next (R8, R9), by the rights and rules that answer the commands. What somebody else does, or
 * what is done already, is not named.
 * @param standing the decision of the part's round that is not void
 */
export function actionsOnPart(
  person: Person,
  { institutionOid, studentId, programmeCode }: Pick<Case, 'institutionOid' | 'studentId' | 'programmeCode'>,
  part: CasePart,
  standing: Pick<Decision, 'id' | 'state' | 'outcome'> | undefined,
): ActionOnPart[] {
  const handlerIds = part.handlerId === null ? [] : [part.handlerId];
  const mayEver = (action: Action) =>
    can(person, action, { institutionOid, studentId, programmeCode, handlerIds }) === null;
  const actions: ActionOnPart[] = [];
  const undecided = standing === undefined || standing.state === 'PROPOSED';
  if (undecided && STATES_BEFORE_A_DECISION.includes(part.state) && mayEver('make-decision')) {
    const refusal = aPartHasOneStandingDecisionPerRound(standing) ?? aPartIsDecidedWhileInProcessing(part) ?? null;
    actions.push({ action: 'make-decision', refusal });
  }
  const toRecord = standing?.outcome === 'APPROVED' && standing.state !== 'RECORDED';
  if (toRecord && mayEver('record-recognition')) {
    actions.push({ action: 'record-recognition', refusal: onlyAnApprovedFinalDecisionIsRecorded(standing) ?? null });
  }
  return actions;
}
