import { useMutation, useQueryClient } from '@tanstack/react-query';
import { dataOf, studyRights } from '../../api/client';
import { hasCode } from '../../api/problem';
import type { InvalidationReason, StudyRightOverview } from '../../api/study-rights';

interface Wanted {
  readonly reason: InvalidationReason;
  /** NEVER_STARTED is meant although something has been assessed. */
  readonly confirmed: boolean;
}

/** Never optimistic: it can't be taken back (pages.md 5.4). */
export function useInvalidate({ oid, version }: StudyRightOverview, onDone: () => void, onSettled: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ reason, confirmed }: Wanted) =>
      dataOf(
        studyRights.POST('/api/study-rights/v1/study-rights/{oid}/invalidate', {
          params: { path: { oid }, header: { 'If-Match': `"${version}"` } },
          body: { reason, confirmed: reason === 'NEVER_STARTED' && confirmed },
        }),
      ),
    onSuccess: onDone,
    onError: async (error) => {
      // What is shown is no more what stands: the reader sees the newest before trying again.
      const isOld = hasCode(error, 'platform/stale-version') || hasCode(error, 'conflict.hoksExists');
      if (isOld) await client.invalidateQueries({ queryKey: ['study-right', oid], exact: true });
    },
    onSettled,
  });
}
