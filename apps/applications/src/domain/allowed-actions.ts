import type { Application, ApplicationPart } from './application.js';
import { allows, transitionOf, type PartCommand } from './application.states.js';

/** What the viewer may do next; the same table and rules that answer the commands (R8, R9). */
export type ApplicationAction = 'edit' | 'delete' | 'submit' | 'start-processing' | 'resubmit' | 'cancel' | 'reopen';
export type PartAction = 'return' | 'edit' | 'cancel';

export function allowedActionsOnApplication(application: Application, viewerId: string): ApplicationAction[] {
  const any = (command: PartCommand) =>
    application.parts.some((part) => mayCommand(application, part, command, viewerId));
  const undecided = application.parts.every((part) => part.outcome === null);
  const offers: readonly (readonly [ApplicationAction, boolean])[] = [
    ['edit', any('edit-draft')],
    ['delete', any('discard')],
    ['submit', any('submit')],
    ['start-processing', any('start-processing')],
    ['resubmit', any('resubmit')],
    // D16: as a whole only while nothing is decided; afterwards each part offers it by itself.
    ['cancel', undecided && any('cancel')],
    ['reopen', any('reopen')],
  ];
  return offers.filter(([, offered]) => offered).map(([action]) => action);
}

export function allowedActionsOnPart(application: Application, part: ApplicationPart, viewerId: string): PartAction[] {
  const decided = application.parts.some((other) => other.outcome !== null);
  const offers: readonly (readonly [PartAction, boolean])[] = [
    ['return', mayCommand(application, part, 'return', viewerId)],
    ['edit', mayCommand(application, part, 'edit-returned', viewerId)],
    ['cancel', decided && mayCommand(application, part, 'cancel', viewerId)],
  ];
  return offers.filter(([, offered]) => offered).map(([action]) => action);
}

function mayCommand(application: Application, part: ApplicationPart, command: PartCommand, viewerId: string): boolean {
  if (!allows(command, part) || (command === 'reopen' && part.continuedInId !== null)) return false;
  const party = transitionOf(command).by;
  return party === 'OWNER' ? application.studentId === viewerId : part.handlerId === viewerId;
}
