import { isRefused, type Rights } from '#kernel';
import type { Refusal } from '../errors.js';
import type { Application, ApplicationPart } from './application.js';
import { allows } from './application.states.js';
import { errorsOfPart } from './content-of-parts.js';
import type { FieldError } from './field-error.js';
import {
  aNamedHandlerWorksInTheSameInstitution,
  type KnownPerson,
} from './rules/a-named-handler-works-in-the-same-institution.js';
import { anApplicationBelongsToAProgrammeInForce } from './rules/an-application-belongs-to-a-programme-in-force.js';
import {
  aStudyRightMustBeTheStudentsOwnAndLive,
  type KnownStudyRight,
} from './rules/a-study-right-must-be-the-students-own-and-live.js';
import type { Validity } from './validity.js';

/** What a draft is judged against when it is sent, and while it is written. */
export interface FactsOfSending {
  /** The institution's rights matrix. */
  readonly rights: Rights;
  /** The person to whom it goes; null while nobody is named. */
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
}

/** Why a draft is not sent today: what stands in the way as a whole, and in which fields. */
export interface ObstaclesToSending {
  readonly refusals: readonly Refusal[];
  readonly fields: readonly FieldError[];
}

/** Everything for which a draft is not sent (R3, R87, R154). */
export function obstaclesToSending(application: Application, facts: FactsOfSending): ObstaclesToSending {
  const { studentId, programmeCode, parts } = application;
  const { rights, handlerId, handler, today } = facts;
  const studyRight = aStudyRightMustBeTheStudentsOwnAndLive(facts.studyRight, studentId, today);
  return {
    refusals: [
      isRefused(studyRight) ? studyRight : null,
      anApplicationBelongsToAProgrammeInForce(facts.programme, today),
    ].filter((refusal) => refusal !== null),
    fields: [
      aNamedHandlerWorksInTheSameInstitution(handlerId, handler, { studentId, programmeCode, rights }, today),
      ...errorsOfParts(parts, facts),
    ].filter((error) => error !== null),
  };
}

/** Everything for which returned parts are not sent again: they keep their handler, and the targets that they had (R110). */
export function obstaclesToSendingAgain({ parts }: Pick<Application, 'parts'>, today: string): FieldError[] {
  const returned = parts.filter((part) => allows('resubmit-parts', part));
  return errorsOfParts(returned, { notInForce: new Set(), today });
}

/** Paths as in the answer that shows the application, and in the body that rewrites a draft. */
function errorsOfParts(
  parts: readonly ApplicationPart[],
  { notInForce, today }: Pick<FactsOfSending, 'notInForce' | 'today'>,
): FieldError[] {
  return parts.flatMap(({ number, content }) => {
    // A target that the part has was published when it was chosen.
    const courses = new Map(content.targets.map((target) => [target.courseCode, target]));
    return errorsOfPart(content, { courses, notInForce, today }, `parts.${number - 1}.`);
  });
}
