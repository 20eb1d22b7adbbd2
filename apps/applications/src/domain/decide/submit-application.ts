import { firstRefusal, isRefused, refuse, together } from '#kernel';
import type { Application } from '../application.js';
import { changed, moved, type Decision } from '../decided.js';
import type { FieldError } from '../field-error.js';
import {
  aNamedHandlerWorksInTheSameInstitution,
  type KnownPerson,
} from '../rules/a-named-handler-works-in-the-same-institution.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import { aTargetIsInForce } from '../rules/a-target-is-in-force.js';
import { anApplicationBelongsToAProgrammeInForce } from '../rules/an-application-belongs-to-a-programme-in-force.js';
import {
  aStudyRightMustBeTheStudentsOwnAndLive,
  type KnownStudyRight,
} from '../rules/a-study-right-must-be-the-students-own-and-live.js';
import type { Validity } from '../validity.js';
import { onlyTheOwnerStudentChangesAnApplication } from '../rules/only-the-owner-student-changes-an-application.js';

export interface SubmitApplicationCommand {
  readonly actorId: string;
  readonly handlerId: string | null;
  /** The person with that id in the institution, when there is one. */
  readonly handler: KnownPerson | undefined;
  /** The study right that the application names, when it is known. */
  readonly studyRight: KnownStudyRight | undefined;
  /** From when to when students of the application's programme can apply. */
  readonly programme: Validity;
  /** Codes of the application's targets that cannot be chosen today. */
  readonly notInForce: ReadonlySet<string>;
  /** Today in Europe/Helsinki, YYYY-MM-DD. */
  readonly today: string;
  readonly now: Date;
}

/** The targets of a draft that would have it refused; paths as in the body that rewrites it. */
export function targetsNotInForce(
  { parts }: Pick<Application, 'parts'>,
  notInForce: ReadonlySet<string>,
): FieldError[] {
  return parts.flatMap(({ content }, part) =>
    content.targets
      .map(({ courseCode }, n) => aTargetIsInForce(courseCode, notInForce, `parts.${part}.targets.${n}.courseCode`))
      .filter((error) => error !== null),
  );
}

/** Sends the draft to the named handler (R3), while the study right is still in force; every part is theirs to begin with. */
export function submitApplication(application: Application, command: SubmitApplicationCommand): Decision {
  const refusal = firstRefusal(
    onlyTheOwnerStudentChangesAnApplication(application, command.actorId),
    ...application.parts.map((part) => aPartMovesOnlyAsTheTableSays(part, 'submit-application')),
  );
  if (refusal) return refusal;
  const { handlerId, handler, today } = command;
  const studyRight = aStudyRightMustBeTheStudentsOwnAndLive(command.studyRight, application.studentId, today);
  const errors = [
    aNamedHandlerWorksInTheSameInstitution(handlerId, handler, command.actorId, today),
    ...targetsNotInForce(application, command.notInForce),
  ].filter((error) => error !== null);
  const facts = together([
    isRefused(studyRight) ? studyRight : null,
    anApplicationBelongsToAProgrammeInForce(command.programme, today),
    errors.length > 0 ? refuse('application/content-not-accepted' as const, { errors }) : null,
  ]);
  if (facts) return facts;

  const parts = application.parts.map((part) => moved(part, 'submit-application', { handlerId: command.handlerId }));
  return changed(
    application,
    command.now,
    { handlerId: command.handlerId, parts, submittedAt: command.now },
    { type: 'ApplicationSubmitted' },
  );
}
