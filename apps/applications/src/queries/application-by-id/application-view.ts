import { allowedActionsOnApplication, allowedActionsOnPart } from '../../domain/allowed-actions.js';
import type { ApplicationAction, PartAction } from '../../domain/allowed-actions.js';
import type { Application, ApplicationPart } from '../../domain/application.js';
import { deriveApplicationState, type ApplicationState } from '../../domain/derive-application-state.js';
import { labelsOfApplication, type Label } from '../../domain/label-of-application.js';

/** An application as its reader sees it; also the answer to every command. */
export interface ApplicationView {
  readonly id: string;
  readonly version: number;
  readonly kind: Application['kind'];
  readonly state: ApplicationState;
  /** The State column, for this viewer (R28, D13). */
  readonly label: Label;
  /** The Outcome column; null while nothing has come of any part (D13). */
  readonly outcomeLabel: Label | null;
  readonly studentId: string;
  readonly handlerId: string | null;
  readonly studyRightId: string;
  readonly programmeCode: string;
  readonly continuedFromId: string | null;
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly changedAt: string;
  readonly parts: readonly PartView[];
  readonly allowedActions: readonly ApplicationAction[];
}

export interface PartView extends Omit<ApplicationPart, 'content'> {
  readonly type: ApplicationPart['content']['type'];
  readonly bases: ApplicationPart['content']['bases'];
  readonly targets: ApplicationPart['content']['targets'];
  readonly creditsApplied: number;
  readonly allowedActions: readonly PartAction[];
}

export function applicationView(application: Application, viewer: { readonly personId: string }): ApplicationView {
  const { kind, parts } = application;
  const labels = labelsOfApplication(kind, parts, viewer.personId === application.studentId ? 'STUDENT' : 'STAFF');
  return {
    id: application.id,
    version: application.version,
    kind,
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
    parts: parts.map((part) => partView(application, part, viewer.personId)),
    allowedActions: allowedActionsOnApplication(application, viewer.personId),
  };
}

function partView(application: Application, { content, ...part }: ApplicationPart, viewerId: string): PartView {
  return { ...part, ...content, allowedActions: allowedActionsOnPart(application, { content, ...part }, viewerId) };
}
