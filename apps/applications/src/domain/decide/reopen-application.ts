import type { Application, ApplicationPart } from '../application.js';
import { allows } from '../application.states.js';
import { changed, moved, type Decided, type Decision } from '../decided.js';
import { onlyTheOwnerStudentChangesAnApplication } from '../rules/only-the-owner-student-changes-an-application.js';
import { draftApplication } from './draft-application.js';

export interface ReopenApplicationCommand {
  readonly actorId: string;
  /** Id of the new draft, used when something is decided already, and of its part in a 0-based place. */
  readonly newApplicationId: string;
  readonly newPartId: (place: number) => string;
  readonly now: Date;
}

/**
 * Takes cancelled parts back for editing with all their data (R37). A wholly cancelled application becomes a draft again, one
 * round on. When other parts were decided, those stay as they are and the cancelled ones go into a new, linked draft (D16).
 */
export function reopenApplication(application: Application, command: ReopenApplicationCommand): Decision {
  const refusal = onlyTheOwnerStudentChangesAnApplication(application, command.actorId);
  if (refusal) return refusal;
  const taken = application.parts.filter((part) => allows('reopen-application', part) && part.continuedInId === null);
  if (taken.length === 0) return { refused: 'application/nothing-to-reopen' };
  return application.parts.every((part) => part.state === 'CANCELLED')
    ? { ...reopenWhole(application, command), draft: null }
    : continueInNewDraft(application, taken, command);
}

function reopenWhole(application: Application, command: ReopenApplicationCommand): Decided {
  const parts = application.parts.map((part) =>
    moved(part, 'reopen-application', {
      round: part.round + 1,
      handlerId: null,
      returnReasonCodes: [],
      returnedFields: [],
      returnMessage: null,
      transfer: null,
    }),
  );
  return changed(
    application,
    command.now,
    { parts, submittedAt: null },
    { type: 'ApplicationReopened', partIds: parts.map((part) => part.id) },
  );
}

function continueInNewDraft(
  application: Application,
  taken: readonly ApplicationPart[],
  command: ReopenApplicationCommand,
): Decided {
  const { application: draft } = draftApplication({
    applicationId: command.newApplicationId,
    institutionOid: application.institutionOid,
    studentId: application.studentId,
    studyRight: { studyRightId: application.studyRightId, programmeCode: application.programmeCode },
    handlerId: application.handlerId,
    contents: taken.map((part) => part.content),
    partId: command.newPartId,
    continuedFromId: application.id,
    now: command.now,
  });
  const parts = application.parts.map((part) => (taken.includes(part) ? { ...part, continuedInId: draft.id } : part));
  return { ...changed(application, command.now, { parts }), draft };
}
