/**
 * Study right of a higher-education institution as VIRTA describes it: no oid, numeric states, read only. No HOKS and no
 * invalidation. States: 1 active, 2 option, 3 graduated, 4 passive, 5 resigned, 6 ended, 7 ended by the rule of one
 * study right (VIRTA 20.5.2026).
 */
export interface HigherEducationStudyRight {
  readonly id: string;
  readonly institutionOid: string;
  readonly studentId: string;
  readonly version: number;
  /** Null: VIRTA named none. */
  readonly programmeCode: string | null;
  /** VIRTA opiskeluoikeuden tyyppi, 1–20. */
  readonly virtaType: number;
  readonly startDate: string;
  readonly endDate: string | null;
  readonly states: readonly { readonly state: number; readonly startDate: string }[];
}

const openStates: readonly number[] = [1, 2];

/** The state that holds on the day: the last begun; of two that begin on one day the later in the list. */
export function virtaStateOn(studyRight: HigherEducationStudyRight, day: string): number {
  const begun = studyRight.states
    .map((period, index) => ({ ...period, index }))
    .filter((period) => period.startDate <= day)
    .sort((a, b) => (a.startDate === b.startDate ? a.index - b.index : a.startDate < b.startDate ? -1 : 1));
  return begun.at(-1)?.state ?? studyRight.states[0]?.state ?? 1;
}

/** Whether studies may be recorded under it on the day: an open state and the end date not passed. */
export function isLiveOn(studyRight: HigherEducationStudyRight, day: string): boolean {
  return (
    openStates.includes(virtaStateOn(studyRight, day)) && (studyRight.endDate === null || studyRight.endDate >= day)
  );
}
