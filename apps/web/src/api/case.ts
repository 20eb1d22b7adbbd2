import { queryOptions } from '@tanstack/react-query';
import { applications, dataOf, decisions } from './client';
import type { components as OfApplications } from './generated/applications';
import type { components as OfDecisions } from './generated/decisions';

export type Application = OfApplications['schemas']['NamedApplication'];
export type ApplicationPart = Application['parts'][number];
export type CasePart = OfDecisions['schemas']['CasePart'];
export type Decision = OfDecisions['schemas']['Decision'];

/** A confirmation comes in a moment as a rule; then it is asked for now and then (pages.md 5.4). */
const SOON_MS = 700;
const LATE_MS = 5_000;
const LATE_AFTER_MS = 20_000;

/** The application as its reader sees it, with names, as it stands now. */
export async function readApplication(id: string, signal?: AbortSignal): Promise<Application> {
  const request = { params: { path: { id } }, ...(signal && { signal }) };
  return dataOf(applications.GET('/api/applications/v1/applications/{id}', request));
}

export function applicationQuery(id: string) {
  return queryOptions({ queryKey: ['application', id], queryFn: ({ signal }) => readApplication(id, signal) });
}

/** The decisions on its parts, and what can be done with each; read again while a decision awaits its confirmation. */
export function caseQuery(applicationId: string) {
  return queryOptions({
    queryKey: ['decision', 'case', applicationId],
    queryFn: ({ signal }) =>
      dataOf(decisions.GET('/api/decisions/v1/cases/{applicationId}', { params: { path: { applicationId } }, signal })),
    refetchInterval: ({ state: { data } }) => {
      const awaited = data?.parts.map(standingDecision).find((decision) => decision?.state === 'PROPOSED');
      if (!awaited) return false;
      return isLate(awaited) ? LATE_MS : SOON_MS;
    },
  });
}

/** The decision of the part's round that holds, or waits to. */
export function standingDecision({ decisions: made, round }: CasePart): Decision | undefined {
  return made.find((decision) => decision.round === round && decision.state !== 'VOID');
}

/** The last decision that did not come into force, while no other stands. */
export function fallenDecision(part: CasePart): Decision | undefined {
  return standingDecision(part) ? undefined : part.decisions.findLast(({ state }) => state === 'VOID');
}

/** Whether a decision has awaited its confirmation for so long that the reader should hear of it. */
export function isLate({ awaitsConfirmationSince }: Decision): boolean {
  return awaitsConfirmationSince !== null && Date.now() - Date.parse(awaitsConfirmationSince) > LATE_AFTER_MS;
}
