import { Injectable } from '@nestjs/common';
import { isRefused, type LocalisedText } from '#kernel';
import { UnitOfWork } from '#messaging';
import type { Actor } from '#platform';
import { type Action, can, reachOf } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import { sourceIdOf, stateOf, type Opiskeluoikeus } from '../../domain/opiskeluoikeus.js';
import type { StudyRight } from '../../domain/study-right.js';
import { qualificationOf } from '../../http/names-in-koski-data.js';
import {
  NO_NAMES,
  StudyRightNameRepository,
  type StudyRightNames,
} from '../../persistence/study-right-name.repository.js';
import { HoksesOfStudyRight } from '../../use-cases/hokses-of-study-right.js';
import { StudyRightQuery } from '../study-right/study-right.query.js';

/** What people do with a study right on its page, where their rights and its state allow it. */
export const overviewActions = ['invalidate-study-right', 'open-support-case'] as const satisfies readonly Action[];
export type OverviewAction = (typeof overviewActions)[number];

/** A study right as people look at it: its codes in the order of time, and what stands beside it. */
export interface StudyRightOverview {
  readonly oid: string;
  readonly version: number;
  readonly storedAt: Date;
  readonly learnerOid: string;
  /** Null: nobody has given it. */
  readonly learnerName: string | null;
  readonly institutionOid: string;
  readonly institutionName: LocalisedText | null;
  readonly sourceId: string | null;
  readonly type: string;
  readonly state: string;
  readonly estimatedEnd: string | null;
  readonly periods: readonly { readonly from: string; readonly state: string; readonly funding: string | null }[];
  readonly suoritukset: readonly {
    readonly type: string;
    readonly qualification: string;
    readonly qualificationName: LocalisedText | null;
  }[];
  readonly invalidation: { readonly reason: string; readonly on: string } | null;
  /** Of the HOKS in force. */
  readonly hoksId: number | null;
  readonly allowedActions: readonly OverviewAction[];
}

/** One study right for its page. After invalidation it is found by the support desk only (R161). */
@Injectable()
export class StudyRightOverviewQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly studyRight: StudyRightQuery,
    private readonly hokses: HoksesOfStudyRight,
    private readonly names: StudyRightNameRepository,
  ) {}

  async execute(actor: Actor, oid: string): Promise<StudyRightOverview | Refusal> {
    const found = await this.studyRight.execute(actor, oid);
    if (isRefused(found)) return found;
    const { studyRight, storedAt } = found;
    const [hoksId, names] = await this.unitOfWork.run(({ sql }) =>
      Promise.all([this.hokses.liveHoksId(sql, reachOf(actor), oid), this.names.of(sql, [oid])]),
    );
    return {
      ...overviewOf(studyRight, names.get(oid) ?? NO_NAMES),
      ...{ storedAt, hoksId, allowedActions: allowedActions(actor, studyRight, hoksId) },
    };
  }
}

function overviewOf(
  studyRight: StudyRight,
  names: StudyRightNames,
): Omit<StudyRightOverview, 'storedAt' | 'hoksId' | 'allowedActions'> {
  const { oid, version, learnerOid, institutionOid, invalidation, data } = studyRight;
  return {
    ...{ oid, version, learnerOid, learnerName: names.learner },
    ...{ institutionOid, institutionName: names.institution },
    sourceId: sourceIdOf(data)?.id ?? null,
    type: data.tyyppi.koodiarvo,
    state: stateOf(data),
    estimatedEnd: estimatedEndOf(data),
    periods: data.tila.opiskeluoikeusjaksot.map(({ alku, tila, opintojenRahoitus }) => ({
      ...{ from: alku, state: tila.koodiarvo, funding: opintojenRahoitus?.koodiarvo ?? null },
    })),
    suoritukset: data.suoritukset.map(({ tyyppi, koulutusmoduuli }) => ({
      ...{ type: tyyppi.koodiarvo, qualification: koulutusmoduuli.tunniste.koodiarvo },
      qualificationName: qualificationOf(koulutusmoduuli.tunniste)?.name ?? null,
    })),
    invalidation: invalidation && { reason: invalidation.reason, on: invalidation.on },
  };
}

function estimatedEndOf({ arvioituPäättymispäivä: day }: Opiskeluoikeus): string | null {
  return typeof day === 'string' ? day : null;
}

/** The request to the desk is for a HOKS that stands in the way (R169); it is offered beside the invalidation that it refuses. */
function allowedActions(actor: Actor, studyRight: StudyRight, hoksId: number | null): OverviewAction[] {
  if (studyRight.invalidation !== null) return [];
  return overviewActions
    .filter((action) => can(actor, action, { studyRight }) === null)
    .filter((action) => action !== 'open-support-case' || hoksId !== null);
}
