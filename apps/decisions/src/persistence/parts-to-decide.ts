import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import { type Case, type CasePart, partOf } from '../domain/case.js';
import type { Course } from '../domain/course.js';
import type { Decision } from '../domain/decision.js';
import type { Applicant } from '../domain/rules/the-applicants-name-is-public-only-knowingly.js';
import { Cases } from './cases.js';
import { Decisions } from './decisions.js';
import { RegisterCopies } from './register-copies.js';

/** All that a decision on a part looks at, with the rows of the case locked. */
export interface PartToDecide {
  readonly applicationCase: Case;
  readonly part: CasePart;
  /** The part's decision of this round that is not void, if there is one. */
  readonly decision: Decision | undefined;
  /** What the part would be recorded as, modules with all that they contain. */
  readonly courses: Iterable<Course>;
  readonly applicant: Applicant;
}

@Injectable()
export class PartsToDecide {
  constructor(
    private readonly cases: Cases,
    private readonly decisions: Decisions,
    private readonly copies: RegisterCopies,
  ) {}

  /** @returns `no-case` or `no-part` when the institution has none with that id */
  async open(
    sql: SqlRunner,
    institutionOid: string,
    { applicationId, partId }: { readonly applicationId: string; readonly partId: string },
    sees: (applicationCase: Case) => boolean,
  ): Promise<PartToDecide | 'no-case' | 'no-part'> {
    const applicationCase = await this.cases.lock(sql, institutionOid, applicationId);
    if (!applicationCase || !sees(applicationCase)) return 'no-case';
    const part = partOf(applicationCase, partId);
    if (!part) return 'no-part';
    const decision = await this.decisions.standing(sql, institutionOid, { ...part, applicationId });
    const { courses } = await this.copies.forRecording(sql, applicationCase, part);
    const applicant = {
      name: await this.copies.nameOfStudent(sql, institutionOid, applicationCase.studentId),
      agreedTexts: await this.decisions.agreedPublicTexts(sql, institutionOid, { applicationId, partId }),
    };
    return { applicationCase, part, decision, courses: courses.values(), applicant };
  }
}
