import { useQuery } from '@tanstack/react-query';
import { dataOf, decisions } from '../api/client';
import type { components } from '../api/generated/decisions';
import { useSessionState } from '../session/session-store';

export type UnsettledDecision = components['schemas']['UnsettledDecision'];

const DECIDE: readonly string[] = ['HANDLER', 'DECISION_MAKER'];
const AT_MOST = 100;

/**
 * The person's decisions that await their confirmation, or did not come into force (pages.md 5.4), newest first; undefined until they
 * are known. Read again by hints.
 */
export function useUnsettledDecisions(): readonly UnsettledDecision[] | undefined {
  const state = useSessionState();
  const decides = 'session' in state && state.session.roles.some((role) => DECIDE.includes(role));
  const { data } = useQuery({
    queryKey: ['decision', 'unsettled'],
    queryFn: ({ signal }) =>
      dataOf(decisions.GET('/api/decisions/v1/unsettled-decisions', { params: { query: { limit: AT_MOST } }, signal })),
    enabled: decides,
  });
  return decides ? data?.items : undefined;
}
