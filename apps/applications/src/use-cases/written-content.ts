import { Injectable } from '@nestjs/common';
import { finnishDay, isRefused, refuse, together } from '#kernel';
import { orProblem, problemOf, type Actor, type SqlRunner } from '#platform';
import type { Transaction } from '#messaging';
import type { Refusal } from '../errors.js';
import type { Application, DraftContent, Target } from '../domain/application.js';
import { contentOfParts, EMPTY_PART, type PartInput } from '../domain/content-of-parts.js';
import { aNamedHandlerHasNotLeft } from '../domain/rules/a-named-handler-works-in-the-same-institution.js';
import { anApplicationBelongsToAProgrammeInForce } from '../domain/rules/an-application-belongs-to-a-programme-in-force.js';
import {
  aStudyRightMustBeTheStudentsOwnAndLive,
  type UsableStudyRight,
} from '../domain/rules/a-study-right-must-be-the-students-own-and-live.js';
import { isInForceOn, type KnownCourse } from '../domain/validity.js';
import { CopiesRepository } from '../persistence/copies.repository.js';
import type { DraftInput } from '../http/request-schemas.js';

/** A draft whose content is accepted. */
export interface WrittenDraft {
  readonly studyRight: UsableStudyRight;
  readonly handlerId: string | null;
  readonly contents: readonly DraftContent[];
}

/** Judges what a student writes against the copies of courses and study rights. */
@Injectable()
export class WrittenContent {
  constructor(private readonly copies: CopiesRepository) {}

  /**
   * A draft as a whole, with a part at least. Of its handler only one who has left is refused; the rest is judged when it is sent.
   * @throws ProblemError with everything that is wrong at once: one of the `application/study-right-…` codes,
   *   `application/programme-not-in-force`, `application/content-not-accepted` with every field error of every part
   */
  async draft(tx: Transaction, actor: Actor, now: Date, input: DraftInput): Promise<WrittenDraft> {
    const { handlerId } = input;
    const studyRight = await this.studyRight(tx, actor, now, input.studyRightId);
    const left = aNamedHandlerHasNotLeft(
      await this.copies.person(tx.sql, actor.institutionOid, handlerId),
      finnishDay(now),
    );
    const parts = input.parts.length > 0 ? input.parts : [EMPTY_PART];
    const contents = await this.contents(tx, actor, now, parts, (index) => `parts.${index}.`);
    const wrong = together([
      isRefused(studyRight) ? studyRight : null,
      left && refuse('application/content-not-accepted' as const, { errors: [left] }),
      isRefused(contents) ? contents : null,
    ]);
    if (wrong) throw problemOf(wrong);
    return { studyRight: orProblem(studyRight), handlerId, contents: orProblem(contents) };
  }

  /**
   * One part by itself, so that the paths of its field errors begin at the part.
   * @param sent what the part says already: targets that it had then it may keep, as they were
   */
  async part(tx: Transaction, actor: Actor, now: Date, input: PartInput, sent: DraftContent): Promise<DraftContent> {
    const [content] = orProblem(await this.contents(tx, actor, now, [input], () => '', sent.targets));
    if (!content) throw new Error('a part lost its content');
    return content;
  }

  private async contents(
    tx: Transaction,
    actor: Actor,
    now: Date,
    inputs: readonly PartInput[],
    at: (index: number) => string,
    sent: readonly Target[] = [],
  ): Promise<DraftContent[] | Refusal> {
    const today = finnishDay(now);
    const codes = inputs.flatMap((input) => input.targets.map((target) => target.courseCode));
    const known = await this.copies.courses(tx.sql, actor.institutionOid, [...new Set(codes)]);
    const courses = new Map(known.map(({ target }) => [target.courseCode, target]));
    const notInForce = codesNotInForce(known, today);
    for (const target of sent) if (notInForce.delete(target.courseCode)) courses.set(target.courseCode, target);
    return contentOfParts(inputs, { courses, notInForce, today }, at);
  }

  private async studyRight(
    tx: Transaction,
    actor: Actor,
    now: Date,
    studyRightId: string,
  ): Promise<UsableStudyRight | Refusal> {
    const known = await this.copies.studyRight(tx.sql, actor.institutionOid, studyRightId);
    const today = finnishDay(now);
    const usable = aStudyRightMustBeTheStudentsOwnAndLive(known, actor.personId, today);
    if (isRefused(usable)) return usable;
    const programme = await this.copies.programmeValidity(tx.sql, actor.institutionOid, usable.programmeCode);
    return anApplicationBelongsToAProgrammeInForce(programme, today) ?? usable;
  }
}

/** Codes of the application's targets that cannot be chosen today. */
export async function codesOfRetiredTargets(
  copies: CopiesRepository,
  sql: SqlRunner,
  { institutionOid, parts }: Application,
  today: string,
): Promise<Set<string>> {
  const codes = parts.flatMap(({ content }) => content.targets.map(({ courseCode }) => courseCode));
  return codesNotInForce(await copies.courses(sql, institutionOid, [...new Set(codes)]), today);
}

function codesNotInForce(courses: readonly KnownCourse[], today: string): Set<string> {
  return new Set(courses.filter((course) => !isInForceOn(course, today)).map(({ target }) => target.courseCode));
}
