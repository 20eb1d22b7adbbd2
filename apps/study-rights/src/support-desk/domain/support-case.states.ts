/**
 * The states of a support case (R169).
 *
 * OPEN       the provider has asked; nobody has proposed anything yet
 * PROPOSED   one person of the desk has proposed an override, with a reason; another one has to agree
 * COMPLETED  agreed and carried out: the HOKS deleted, the study right invalidated
 * REJECTED   the desk said no, with a reason
 * WITHDRAWN  the provider took it back
 */
export const supportCaseStates = ['OPEN', 'PROPOSED', 'COMPLETED', 'REJECTED', 'WITHDRAWN'] as const;

export type SupportCaseState = (typeof supportCaseStates)[number];

export const supportCaseSteps = ['propose', 'approve', 'reject', 'withdraw'] as const;

export type SupportCaseStep = (typeof supportCaseSteps)[number];

/** A case begins so. A study right has one case at most that is not at its end (also a unique index of the database). */
export const FIRST_CASE_STATE: SupportCaseState = 'OPEN';

/** THE transition table. What is not in it does not happen. */
export const SUPPORT_CASE_TRANSITIONS: Readonly<
  Record<SupportCaseState, Readonly<Partial<Record<SupportCaseStep, SupportCaseState>>>>
> = {
  OPEN: { propose: 'PROPOSED', reject: 'REJECTED', withdraw: 'WITHDRAWN' },
  PROPOSED: { propose: 'PROPOSED', approve: 'COMPLETED', reject: 'REJECTED', withdraw: 'WITHDRAWN' },
  COMPLETED: {},
  REJECTED: {},
  WITHDRAWN: {},
};
