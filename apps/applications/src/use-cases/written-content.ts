import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import { orProblem, ProblemError, type Actor } from '#platform';
import type { Transaction } from '#messaging';
import type { ErrorCode } from '../errors.js';
import type { Application, PartContent, Target } from '../domain/application.js';
import { contentOfParts, type PartInput } from '../domain/content-of-parts.js';
import { aNamedHandlerHasNotLeft } from '../domain/rules/a-named-handler-works-in-the-same-institution.js';
import { anApplicationBelongsToAProgrammeInForce } from '../domain/rules/an-application-belongs-to-a-programme-in-force.js';
import {
  aStudyRightMustBeTheStudentsOwnAndLive,
  type UsableStudyRight,
} from '../domain/rules/a-study-right-must-be-the-students-own-and-live.js';
import { isInForceOn, type KnownCourse } from '../domain/validity.js';
import { CopiesRepository } from '../persistence/copies.repository.js';

/** Judges what a student writes against the copies of courses and study rights. */
@Injectable()
export class WrittenContent {
  constructor(private readonly copies: CopiesRepository) {}

  /** @throws ProblemError `application/content-not-accepted` with every field error of every part */
  async parts(tx: Transaction, actor: Actor, now: Date, inputs: readonly PartInput[]): Promise<PartContent[]> {
    return this.contents(tx, actor, now, inputs, (index) => `parts.${index}.`);
  }

  /**
   * One part by itself, so that the paths of its field errors begin at the part.
   * @param sent what the part said when it was sent: targets that it had then it may keep, as they were
   */
  async part(tx: Transaction, actor: Actor, now: Date, input: PartInput, sent: PartContent): Promise<PartContent> {
    const [content] = await this.contents(tx, actor, now, [input], () => '', sent.targets);
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
  ): Promise<PartContent[]> {
    const today = finnishDay(now);
    const codes = inputs.flatMap((input) => input.targets.map((target) => target.courseCode));
    const known = await this.copies.courses(tx.sql, actor.institutionOid, [...new Set(codes)]);
    const courses = new Map(known.map(({ target }) => [target.courseCode, target]));
    const notInForce = codesNotInForce(known, today);
    for (const target of sent) if (notInForce.delete(target.courseCode)) courses.set(target.courseCode, target);
    return orProblem(contentOfParts(inputs, { courses, notInForce, today }, at));
  }

  /** @throws ProblemError `application/content-not-accepted` for a handler who has left; others are judged when it is sent */
  async handler(tx: Transaction, actor: Actor, now: Date, handlerId: string | null): Promise<string | null> {
    const person = await this.copies.person(tx.sql, actor.institutionOid, handlerId);
    const error = aNamedHandlerHasNotLeft(person, finnishDay(now));
    if (error) throw new ProblemError<ErrorCode>('application/content-not-accepted', { errors: [error] });
    return handlerId;
  }

  /** @throws ProblemError with one of the `application/study-right-…` codes, or `application/programme-not-in-force` */
  async studyRight(tx: Transaction, actor: Actor, now: Date, studyRightId: string): Promise<UsableStudyRight> {
    const known = await this.copies.studyRight(tx.sql, actor.institutionOid, studyRightId);
    const today = finnishDay(now);
    const usable = orProblem(aStudyRightMustBeTheStudentsOwnAndLive(known, actor.personId, today));
    const programme = await this.copies.programmeValidity(tx.sql, actor.institutionOid, usable.programmeCode);
    const retired = anApplicationBelongsToAProgrammeInForce(programme, today);
    return retired ? orProblem(retired) : usable;
  }
}

/** Codes of the application's targets that cannot be chosen today. */
export async function codesOfRetiredTargets(
  copies: CopiesRepository,
  tx: Transaction,
  { institutionOid, parts }: Application,
  today: string,
): Promise<Set<string>> {
  const codes = parts.flatMap(({ content }) => content.targets.map(({ courseCode }) => courseCode));
  return codesNotInForce(await copies.courses(tx.sql, institutionOid, [...new Set(codes)]), today);
}

function codesNotInForce(courses: readonly KnownCourse[], today: string): Set<string> {
  return new Set(courses.filter((course) => !isInForceOn(course, today)).map(({ target }) => target.courseCode));
}
