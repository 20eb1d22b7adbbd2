import { localisedOf, qualificationOf } from '../../../study-rights/http/names-in-koski-data.js';
import { endDateOf, startDateOf, stateOf } from '../../../study-rights/domain/opiskeluoikeus.js';
import type { StudyRight } from '../../../study-rights/domain/study-right.js';
import type { OverrideProposal } from '../../domain/support-case.js';
import type { CaseStanding } from './case-standing.query.js';

/** The study right and the HOKS of a case now beside how they were when the override was proposed. */
export function caseStandingView(
  { pair, studyRightAtProposal, studyRightDifferences, hoksDifferences }: CaseStanding,
  proposal: OverrideProposal | null,
) {
  const { studyRight, hoks } = pair;
  return {
    now: { studyRight: studyRight && studyRightView(studyRight), hoksId: hoks?.id ?? null },
    atProposal: proposal && {
      studyRight: studyRightAtProposal && studyRightView(studyRightAtProposal),
      hoksId: proposal.basis.hoksId,
    },
    hoksHasChanged: proposal !== null && hoks?.digest !== proposal.basis.hoksDigest,
    studyRightDifferences,
    hoksDifferences,
  };
}

function studyRightView({ version, data, invalidation }: StudyRight) {
  return {
    ...{ version, type: data.tyyppi.koodiarvo, state: stateOf(data) },
    ...{ startDate: startDateOf(data), endDate: endDateOf(data), invalidated: invalidation !== null },
    qualification: qualificationOf(data.suoritukset[0]?.koulutusmoduuli.tunniste),
    koulutustoimija: localisedOf(data.koulutustoimija?.['nimi']),
  };
}
