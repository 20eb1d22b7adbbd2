import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import { type Case, type CasePart, partOf } from '../domain/case.js';
import type { Course } from '../domain/course.js';
import type { Decision } from '../domain/decision.js';
import type { Codeset } from '../domain/rules/keywords-are-live-in-the-codeset.js';
import type { Applicant } from '../domain/rules/the-applicants-name-is-public-only-knowingly.js';
import { CaseRepository } from './case.repository.js';
import { DecisionRepository } from './decision.repository.js';
import { KeywordRepository } from './keyword.repository.js';
import { RegisterRepository } from './register.repository.js';

/** All that a decision on a part looks at, with the rows of the case locked. */
export interface PartToDecide {
  readonly applicationCase: Case;
  readonly part: CasePart;
  /** The part's decision of this round that is not void, if there is one. */
  readonly decision: Decision | undefined;
  /** What the part would be recorded as, modules with all that they contain. */
  readonly courses: Iterable<Course>;
  readonly applicant: Applicant;
  readonly codeset: Codeset;
}

@Injectable()
export class PartToDecideRepository {
  constructor(
    private readonly cases: CaseRepository,
    private readonly decisions: DecisionRepository,
    private readonly register: RegisterRepository,
    private readonly keywords: KeywordRepository,
  ) {}

  /**
   * @param keywords of the decision
   * @returns `no-case` or `no-part` when the institution has none with that id
   */
  async open(
    sql: SqlRunner,
    institutionOid: string,
    { applicationId, partId }: { readonly applicationId: string; readonly partId: string },
    keywords: readonly string[],
    sees: (applicationCase: Case) => boolean,
  ): Promise<PartToDecide | 'no-case' | 'no-part'> {
    const applicationCase = await this.cases.lock(sql, { institutionOid, applicationId });
    if (!applicationCase || !sees(applicationCase)) return 'no-case';
    const part = partOf(applicationCase, partId);
    if (!part) return 'no-part';
    // Sent together, under the lock of the case.
    const [decision, { courses }, name, agreedTexts, codeset] = await Promise.all([
      this.decisions.standing(sql, institutionOid, { ...part, applicationId }),
      this.register.forRecording(sql, applicationCase, part),
      this.register.nameOfStudent(sql, institutionOid, applicationCase.studentId),
      this.decisions.agreedPublicTexts(sql, institutionOid, { applicationId, partId }),
      this.keywords.codeset(sql, institutionOid, keywords),
    ]);
    const applicant = { name, agreedTexts };
    return { applicationCase, part, decision, courses: courses.values(), applicant, codeset };
  }
}
