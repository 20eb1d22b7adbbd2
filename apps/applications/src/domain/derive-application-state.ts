import type { ApplicationKind } from './application.js';
import { CONCLUDED_STATES } from './application.states.js';
import { countParts, type CountedPart } from './count-of-parts.js';

/** The nine states that an application can read (R45). */
export type ApplicationState =
  | 'DRAFT'
  | 'SENT'
  | 'IN_PROCESS'
  | 'HANDLED'
  | 'RETURNED'
  | 'CANCELLED'
  | 'PRELIMINARILY_APPROVED'
  | 'APPROVED'
  | 'REJECTED';

/**
 * The application's state, derived from its parts (D12) so that it always agrees with the State column (D13): while any part
 * is open or approved but unrecorded, what has come of the parts leads, in the order of the label (returned, approved,
 * rejected: D3); then in processing if any part is, then sent. Once every part is concluded it is handled.
 *
 * While a part waits for its decision the state is never an approval (R41): a program that reads it takes it for the end. What has
 * come of the others people read in the label ("Hyväksytty 3/4"), and programs in the parts.
 *
 * A pre-application whose parts are concluded and of which something was approved stays PRELIMINARILY_APPROVED (R39): it is
 * not at its end but waits to be continued as the actual application.
 */
export function deriveApplicationState(kind: ApplicationKind, parts: readonly CountedPart[]): ApplicationState {
  const counts = countParts(parts);
  const approved = kind === 'PRELIMINARY' ? 'PRELIMINARILY_APPROVED' : 'APPROVED';

  if (counts.cancelled === counts.parts) return 'CANCELLED';
  if (parts.every((part) => part.state === 'DRAFT')) return 'DRAFT';
  if (parts.every((part) => CONCLUDED_STATES.includes(part.state))) {
    return kind === 'PRELIMINARY' && counts.approved > 0 ? approved : 'HANDLED';
  }
  if (counts.returned > 0) return 'RETURNED';
  if (counts.approved > 0) return parts.some(awaitsDecision) ? 'IN_PROCESS' : approved;
  if (counts.rejected > 0) return 'REJECTED';
  return parts.some((part) => part.state === 'IN_PROCESS') ? 'IN_PROCESS' : 'SENT';
}

function awaitsDecision({ state, outcome }: CountedPart): boolean {
  return outcome === null && !CONCLUDED_STATES.includes(state);
}
