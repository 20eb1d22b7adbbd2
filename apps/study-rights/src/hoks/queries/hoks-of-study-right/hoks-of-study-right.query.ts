import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import { UnitOfWork } from '#messaging';
import type { Actor } from '#platform';
import { type Action, can, entryModeOf, holdsPen, reachOf } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import { isEnded, type StudyRight } from '../../../study-rights/domain/study-right.js';
import { StudyRightQuery } from '../../../study-rights/queries/study-right/study-right.query.js';
import type { Hoks } from '../../domain/hoks.js';
import { typesWithHoks } from '../../domain/hoks-creation.js';
import { HoksRepository } from '../../persistence/hoks.repository.js';
import { HoksQuery, type ShownHoks } from '../hoks/hoks.query.js';

/** What people do about the HOKS of a study right by hand. */
export const hoksActions = ['create-hoks', 'patch-hoks'] as const satisfies readonly Action[];
type HoksAction = (typeof hoksActions)[number];

export interface HoksOfStudyRight {
  readonly studyRightOid: string;
  readonly learnerOid: string;
  readonly studyRightType: string;
  readonly hoks: ShownHoks | null;
  readonly allowedActions: readonly HoksAction[];
}

/** The HOKS of a study right that the reader sees. */
@Injectable()
export class HoksOfStudyRightQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly studyRights: StudyRightQuery,
    private readonly hokses: HoksRepository,
    private readonly oneHoks: HoksQuery,
  ) {}

  async execute(actor: Actor, oid: string): Promise<HoksOfStudyRight | Refusal> {
    const found = await this.studyRights.execute(actor, oid);
    if (isRefused(found)) return found;
    const { studyRight } = found;
    const stored = await this.unitOfWork.run(({ sql }) => this.hokses.ofStudyRight(sql, reachOf(actor), oid));
    const shown = stored === null ? null : await this.oneHoks.find(actor, stored.id);
    return {
      studyRightOid: oid,
      learnerOid: studyRight.learnerOid,
      studyRightType: studyRight.data.tyyppi.koodiarvo,
      hoks: shown === null || isRefused(shown) ? null : shown,
      allowedActions: hoksActions.filter((action) => mayNow(actor, action, studyRight, stored)),
    };
  }
}

/** By hand only: what a system sends is changed by that system. A deleted HOKS keeps the place of its study right. */
function mayNow(actor: Actor, action: HoksAction, studyRight: StudyRight, stored: Hoks | null): boolean {
  if (isEnded(studyRight) || !typesWithHoks.includes(studyRight.data.tyyppi.koodiarvo)) return false;
  if (action === 'create-hoks') {
    const mode = entryModeOf(actor);
    return stored === null && mode === 'BY_HAND' && can(actor, action, { studyRight, mode }) === null;
  }
  return stored !== null && stored.deletedAt === null && holdsPen(actor, stored);
}
