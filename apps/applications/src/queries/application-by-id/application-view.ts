import type { ApplicationView, PartView, ToComplete } from '../../http/answer-shapes.js';
import { actionsView } from '../../http/actions-view.js';
import {
  actionsOnApplication,
  actionsOnPart,
  allowedActionsOnApplication,
  allowedActionsOnPart,
} from '../../domain/allowed-actions.js';
import type { ActingPerson } from '../../domain/acting-person.js';
import type { Application, ApplicationPart } from '../../domain/application.js';
import { deriveApplicationState } from '../../domain/derive-application-state.js';
import { can } from '../../domain/policy.js';
import { labelsOfApplication } from '../../domain/label-of-application.js';

export type { ApplicationView };

/** @param completeness what the viewer has to complete; null when there is nothing for them to write in */
export function applicationView(
  application: Application,
  viewer: ActingPerson,
  completeness: readonly ToComplete[] | null,
): ApplicationView {
  const { kind, parts } = application;
  const labels = labelsOfApplication(kind, parts, viewer.personId === application.studentId ? 'STUDENT' : 'STAFF');
  return {
    id: application.id,
    version: application.version,
    kind,
    number: application.number,
    state: deriveApplicationState(kind, parts),
    label: labels.state,
    outcomeLabel: labels.outcome,
    studentId: application.studentId,
    handlerId: application.handlerId,
    studyRightId: application.studyRightId,
    programmeCode: application.programmeCode,
    continuedFromId: application.continuedFromId,
    createdAt: application.createdAt.toISOString(),
    submittedAt: application.submittedAt?.toISOString() ?? null,
    changedAt: application.changedAt.toISOString(),
    parts: parts.map((part) => partView(application, part, viewer)),
    allowedActions: allowedActionsOnApplication(application, viewer),
    actions: actionsView(actionsOnApplication(application, viewer, completeness ?? [])),
    completeness,
  };
}

/** Field by field: what a part gets for the service's own use, or for some readers only, is not shown by itself. */
function partView(application: Application, part: ApplicationPart, viewer: ActingPerson): PartView {
  const isStudent = viewer.personId === application.studentId;
  const { type, bases, targets, creditsApplied } = isStudent ? part.content : (part.sentContent ?? part.content);
  return {
    id: part.id,
    number: part.number,
    round: part.round,
    state: part.state,
    outcome: part.outcome,
    decisionId: part.decisionId,
    handlerId: part.handlerId,
    type: type ?? 'UNDECIDED',
    bases: bases.map((basis) => ({ ...basis, name: basis.name ?? '', gainedOn: basis.gainedOn ?? '' })),
    targets,
    creditsApplied: creditsApplied ?? 0,
    returnReasonCodes: part.returnReasonCodes,
    proposedChange: part.proposedChange,
    returnedFields: part.returnedFields,
    returnMessage: part.returnMessage,
    transfer: isStudent || can(viewer, 'read-transfer') !== null ? null : part.transfer,
    continuedInId: part.continuedInId,
    allowedActions: allowedActionsOnPart(application, part, viewer),
    actions: actionsView(actionsOnPart(application, part, viewer)),
  };
}
