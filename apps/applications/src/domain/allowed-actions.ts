import type { ErrorCode, Refusal } from '../errors.js';
import type { ActingPerson } from './acting-person.js';
import type { Application, ApplicationPart } from './application.js';
import { allows, transitionOf, type PartCommand } from './application.states.js';
import { type Action, asActedOn, can, mayTransferPartsOfOthers } from './policy.js';
import { aNewHandlerWorksInTheDegreeProgramme } from './rules/a-new-handler-works-in-the-degree-programme.js';
import { aPartMovesOnlyAsTheTableSays } from './rules/a-part-moves-only-as-the-table-says.js';

/** What people command; the rest of the table are reactions. */
type OfferedCommand = PartCommand & Action;

/** The commands that are offered of a whole application, with what clients call them there. */
const ON_APPLICATION = {
  'edit-draft': 'edit',
  'delete-draft': 'delete',
  'submit-application': 'submit',
  'start-processing': 'start-processing',
  'take-over-parts': 'take-over',
  'transfer-parts': 'transfer',
  'resubmit-parts': 'resubmit',
  'cancel-application': 'cancel',
  'reopen-application': 'reopen',
} as const satisfies Partial<Record<OfferedCommand, string>>;

/** The same of one part. */
const ON_PART = {
  'return-part': 'return',
  'take-over-parts': 'take-over',
  'transfer-parts': 'transfer',
  'propose-change': 'propose-change',
  'accept-change': 'accept-change',
  'decline-change': 'decline-change',
  'edit-returned-part': 'edit',
  'cancel-application': 'cancel',
} as const satisfies Partial<Record<OfferedCommand, string>>;

export type ApplicationAction = (typeof ON_APPLICATION)[keyof typeof ON_APPLICATION];
export type PartAction = (typeof ON_PART)[keyof typeof ON_PART];

/** An action that is the viewer's to take: now, or when what stands in the way has passed (pages.md 5.3). */
export interface OfferedAction<Name extends string> {
  readonly action: Name;
  /** Null: it can be done now. */
  readonly refusal: Refusal | null;
}

/** As much of a part, and of its application, as the offer depends on. */
type Offered = Pick<ApplicationPart, 'state' | 'outcome' | 'handlerId' | 'continuedInId'> &
  Partial<Pick<ApplicationPart, 'proposedChange'>>;
interface Offering {
  readonly studentId: string;
  readonly programmeCode: string;
  readonly parts: readonly Offered[];
}

/** What the viewer may do next; the same table and rules that answer the commands (R8, R9). */
export function allowedActionsOnApplication(application: Offering, viewer: ActingPerson): ApplicationAction[] {
  const { parts } = application;
  return offered(ON_APPLICATION, application, viewer, (command) => {
    // D16: as a whole only while nothing is decided; afterwards each part offers it by itself.
    if (command === 'cancel-application' && anyDecided(application)) return false;
    return parts.some((part) => mayCommand(application, part, command, viewer));
  });
}

export function allowedActionsOnPart(application: Offering, part: Offered, viewer: ActingPerson): PartAction[] {
  return offered(ON_PART, application, viewer, (command) => {
    if (command === 'cancel-application' && !anyDecided(application)) return false;
    return mayCommand(application, part, command, viewer);
  });
}

/** @param incomplete for what the content would not be sent today, by field; empty when it would */
export function actionsOnApplication(
  application: Offering,
  viewer: ActingPerson,
  incomplete: readonly { readonly path: string; readonly code: string }[],
): OfferedAction<ApplicationAction>[] {
  const [first] = incomplete;
  // Without a study right nothing that is corrected in the fields would help.
  const refused = first?.path === 'studyRightId' ? (first.code as ErrorCode) : 'application/content-not-accepted';
  return allowedActionsOnApplication(application, viewer).map((action) => {
    const isSending = action === 'submit' || action === 'resubmit';
    return { action, refusal: isSending && first ? { refused } : null };
  });
}

/** A new part is the handler's to return as soon as it is taken into processing. */
export function actionsOnPart(
  application: Application,
  part: ApplicationPart,
  viewer: ActingPerson,
): OfferedAction<PartAction>[] {
  const now = allowedActionsOnPart(application, part, viewer).map((action) => ({ action, refusal: null }));
  if (part.state !== 'SENT' || part.handlerId !== viewer.personId) return now;
  if (can(viewer, 'return-part', asActedOn(application)) !== null) return now;
  return [...now, { action: 'return', refusal: aPartMovesOnlyAsTheTableSays(part, 'return-part') }];
}

function offered<Name extends string>(
  names: Readonly<Partial<Record<OfferedCommand, Name>>>,
  application: Offering,
  viewer: ActingPerson,
  may: (command: OfferedCommand) => boolean,
): Name[] {
  const on = asActedOn(application);
  return (Object.entries(names) as [OfferedCommand, Name][])
    .filter(([command]) => can(viewer, command, on) === null && may(command))
    .map(([, name]) => name);
}

function anyDecided({ parts }: Offering): boolean {
  return parts.some((part) => part.outcome !== null);
}

function mayCommand(application: Offering, part: Offered, command: OfferedCommand, viewer: ActingPerson): boolean {
  if (!allows(command, part)) return false;
  if (command === 'reopen-application' && part.continuedInId !== null) return false;
  if ((command === 'accept-change' || command === 'decline-change') && !part.proposedChange) return false;
  const handles = part.handlerId === viewer.personId;
  switch (transitionOf(command).by) {
    case 'OWNER':
      return application.studentId === viewer.personId;
    case 'HANDLER_OF_PART':
      return handles;
    case 'HANDLER_OR_ADMINISTRATOR':
      return handles || mayTransferPartsOfOthers(viewer);
    case 'COLLEAGUE':
      return !handles && aNewHandlerWorksInTheDegreeProgramme(viewer, application) === null;
    case 'DECISIONS_SERVICE':
      return false;
  }
}
