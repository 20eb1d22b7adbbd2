import { Injectable } from '@nestjs/common';
import type { Actor, SqlRunner } from '#platform';
import { reachOf } from '../../../domain/policy.js';
import { PersonNameRepository } from '../../../persistence/person-name.repository.js';
import { HoksRepository } from '../../../hoks/persistence/hoks.repository.js';
import type { StudyRight } from '../../../study-rights/domain/study-right.js';
import { type Difference, differencesBetween } from '../../../study-rights/domain/version-differences.js';
import { StudyRightHistoryRepository } from '../../../study-rights/persistence/study-right-history.repository.js';
import { StudyRightRepository } from '../../../study-rights/persistence/study-right.repository.js';
import type { Pair } from '../../domain/support-case.js';
import { SupportCaseRepository, type StoredSupportCase } from '../../persistence/support-case.repository.js';

/** Differences of each kind that a case shows. */
const MOST_DIFFERENCES = 100;

/** What a case is about as it stands, and what has changed in it since the proposal. */
export interface CaseStanding {
  readonly pair: Pair;
  /** As it was when the override was proposed; null without a proposal, or when the history does not lead there. */
  readonly studyRightAtProposal: StudyRight | null;
  readonly studyRightDifferences: readonly Difference[];
  readonly hoksDifferences: readonly Difference[];
  /** Names of the people of the case that are known, by id. */
  readonly people: Readonly<Record<string, string>>;
}

/** Reads it without locks: what it says may have changed when a step is taken, which asks again. */
@Injectable()
export class CaseStandingQuery {
  constructor(
    private readonly cases: SupportCaseRepository,
    private readonly studyRights: StudyRightRepository,
    private readonly history: StudyRightHistoryRepository,
    private readonly hokses: HoksRepository,
    private readonly names: PersonNameRepository,
  ) {}

  async of(
    sql: SqlRunner,
    reader: { actor: Actor; at: Date },
    { supportCase }: StoredSupportCase,
  ): Promise<CaseStanding> {
    const reach = reachOf(reader.actor);
    await this.names.keepPerson(sql, reader.actor, reader.at);
    const { opened, proposal: proposed, closed } = supportCase;
    const people = await this.names.ofPeople(sql, [opened.by, proposed?.by, closed?.by]);
    const { studyRightOid: oid, proposal, id } = supportCase;
    const found = await this.studyRights.find(sql, reach, oid, true);
    const studyRight = found?.studyRight ?? null;
    const hoks = studyRight && (await this.hokses.liveWithDigest(sql, studyRight.institutionOid, oid));
    const pair = { studyRight, hoks };
    if (studyRight === null || proposal === null) {
      return { pair, people, studyRightAtProposal: null, studyRightDifferences: [], hoksDifferences: [] };
    }
    const version = proposal.basis.studyRightVersion;
    const data = version === studyRight.version ? studyRight.data : await this.history.dataOf(sql, oid, version);
    const hoksBefore =
      hoks?.digest === proposal.basis.hoksDigest ? null : await this.cases.hoksAtProposal(sql, reach, id);
    const hoksNow = hoksBefore && (await this.hokses.ofStudyRight(sql, reach, oid));
    return {
      pair,
      people,
      studyRightAtProposal: data && { ...studyRight, version, data, invalidation: null },
      studyRightDifferences: data === null ? [] : shown(differencesBetween(data, studyRight.data)),
      hoksDifferences: hoksBefore === null ? [] : shown(differencesBetween(hoksBefore, hoksNow?.data ?? {})),
    };
  }
}

function shown(differences: readonly Difference[]): readonly Difference[] {
  return differences.slice(0, MOST_DIFFERENCES);
}
