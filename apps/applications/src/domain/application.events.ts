import type { PartOutcome } from './application.states.js';

/** Facts that the aggregate's decide functions return; published-events.ts turns them into contract bodies. */
export type ApplicationEvent =
  | { readonly type: 'ApplicationSubmitted' }
  | { readonly type: 'ApplicationProcessingStarted'; readonly handlerId: string; readonly partIds: readonly string[] }
  | {
      readonly type: 'ApplicationPartReturned';
      readonly partId: string;
      readonly handlerId: string;
      readonly reasonCodes: readonly string[];
      readonly fields: readonly { readonly path: string; readonly code: string }[];
    }
  | {
      readonly type: 'ApplicationPartsTransferred';
      readonly partIds: readonly string[];
      readonly handlerId: string;
      readonly formerHandlerIds: readonly string[];
      readonly transferredBy: string;
    }
  | {
      readonly type: 'ApplicationChangeProposed';
      readonly partId: string;
      readonly handlerId: string;
      /** YYYY-MM-DD. */
      readonly standsUntil: string;
    }
  | { readonly type: 'ApplicationChangeDeclined'; readonly partId: string; readonly handlerId: string | null }
  | { readonly type: 'ApplicationPartsResubmitted'; readonly partIds: readonly string[] }
  | {
      readonly type: 'ApplicationCancelled';
      readonly partIds: readonly string[];
      /** Who handled the cancelled parts at that moment; each is notified (R31). */
      readonly handlerIds: readonly string[];
    }
  | { readonly type: 'ApplicationReopened'; readonly partIds: readonly string[] }
  | {
      readonly type: 'PartDecisionConfirmed';
      readonly partId: string;
      readonly decisionId: string;
      readonly outcome: PartOutcome;
    }
  | {
      readonly type: 'PartDecisionRefused';
      readonly partId: string;
      readonly decisionId: string;
      readonly reason: DecisionRefusalReason;
    }
  | { readonly type: 'ApplicationPartRecorded'; readonly partId: string; readonly decisionId: string }
  /** Nothing happened: the whole application is published again for a copy that has lost its way. */
  | { readonly type: 'ApplicationRestated' };

/** Why a proposed decision does not hold; the decisions service then voids it. */
export type DecisionRefusalReason =
  | 'PART_CANCELLED'
  | 'PART_RETURNED'
  | 'PART_ALREADY_DECIDED'
  | 'PART_NOT_IN_PROCESS'
  | 'PART_SENT_AGAIN'
  | 'PART_UNKNOWN';
