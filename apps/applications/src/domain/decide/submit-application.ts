import type { Application } from '../application.js';
import { changed, moved, type Decision } from '../decided.js';
import { firstRefusal } from '../first-refusal.js';
import { isRefused } from '../refusal.js';
import {
  aNamedHandlerWorksInTheSameInstitution,
  type KnownPerson,
} from '../rules/a-named-handler-works-in-the-same-institution.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import {
  aStudyRightMustBeTheStudentsOwnAndLive,
  type KnownStudyRight,
} from '../rules/a-study-right-must-be-the-students-own-and-live.js';
import { onlyTheOwnerStudentChangesAnApplication } from '../rules/only-the-owner-student-changes-an-application.js';

export interface SubmitApplication {
  readonly actorId: string;
  readonly handlerId: string | null;
  /** The person with that id in the institution, when there is one. */
  readonly handler: KnownPerson | undefined;
  /** The study right that the application names, when it is known. */
  readonly studyRight: KnownStudyRight | undefined;
  /** Today in Europe/Helsinki, YYYY-MM-DD. */
  readonly today: string;
  readonly now: Date;
}

/** Sends the draft to the named handler (R3), while the study right is still in force; every part is theirs to begin with. */
export function submitApplication(application: Application, command: SubmitApplication): Decision {
  const refusal = firstRefusal(
    onlyTheOwnerStudentChangesAnApplication(application, command.actorId),
    ...application.parts.map((part) => aPartMovesOnlyAsTheTableSays(part, 'submit')),
  );
  if (refusal) return refusal;
  const studyRight = aStudyRightMustBeTheStudentsOwnAndLive(command.studyRight, application.studentId, command.today);
  if (isRefused(studyRight)) return studyRight;

  const handlerError = aNamedHandlerWorksInTheSameInstitution(command.handlerId, command.handler, command.actorId);
  if (handlerError) return { refused: 'application/content-not-accepted', details: { errors: [handlerError] } };

  const parts = application.parts.map((part) => moved(part, 'submit', { handlerId: command.handlerId }));
  return changed(
    application,
    command.now,
    { handlerId: command.handlerId, parts, submittedAt: command.now },
    { type: 'ApplicationSubmitted' },
  );
}
