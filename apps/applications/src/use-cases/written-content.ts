import { Injectable } from '@nestjs/common';
import { orProblem, type Actor } from '#platform';
import type { Transaction } from '#messaging';
import type { PartContent } from '../domain/application.js';
import { contentOfParts, type PartInput } from '../domain/content-of-parts.js';
import {
  aStudyRightMustBeTheStudentsOwnAndLive,
  type UsableStudyRight,
} from '../domain/rules/a-study-right-must-be-the-students-own-and-live.js';
import { CopiesRepository } from '../persistence/copies.repository.js';
import { todayInHelsinki } from './today.js';

/** Judges what a student writes against the copies of courses and study rights. */
@Injectable()
export class WrittenContent {
  constructor(private readonly copies: CopiesRepository) {}

  /** @throws ProblemError `application/content-not-accepted` with every field error of every part */
  async parts(tx: Transaction, actor: Actor, now: Date, inputs: readonly PartInput[]): Promise<PartContent[]> {
    return this.contents(tx, actor, now, inputs, (index) => `parts.${index}.`);
  }

  /** One part by itself, so that the paths of its field errors begin at the part. */
  async part(tx: Transaction, actor: Actor, now: Date, input: PartInput): Promise<PartContent> {
    const [content] = await this.contents(tx, actor, now, [input], () => '');
    if (!content) throw new Error('a part lost its content');
    return content;
  }

  private async contents(
    tx: Transaction,
    actor: Actor,
    now: Date,
    inputs: readonly PartInput[],
    at: (index: number) => string,
  ): Promise<PartContent[]> {
    const codes = inputs.flatMap((input) => input.targets.map((target) => target.courseCode));
    const courses = await this.copies.courses(tx.sql, actor.institutionOid, [...new Set(codes)]);
    return orProblem(contentOfParts(inputs, { courses, today: todayInHelsinki(now) }, at));
  }

  /** @throws ProblemError with one of the `application/study-right-…` codes */
  async studyRight(tx: Transaction, actor: Actor, now: Date, studyRightId: string): Promise<UsableStudyRight> {
    const known = await this.copies.studyRight(tx.sql, actor.institutionOid, studyRightId);
    return orProblem(aStudyRightMustBeTheStudentsOwnAndLive(known, actor.personId, todayInHelsinki(now)));
  }
}
