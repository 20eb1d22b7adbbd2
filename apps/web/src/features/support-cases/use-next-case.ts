import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { dataOf, studyRights } from '../../api/client';
import type { CaseFile, CaseLine } from '../../api/support-cases';

const LOOKED_AT = 100;

/** Opens the next case after this one, in the order of opening, for which the person can do something; after the last one, the list. */
export function useNextCase({ place }: CaseFile) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (): Promise<CaseLine | undefined> => {
      const query = { settled: 'false', cursor: place, limit: LOOKED_AT } as const;
      const { items } = await dataOf(studyRights.GET('/api/study-rights/v1/support-cases', { params: { query } }));
      return (items as readonly CaseLine[]).find(({ awaits }) => awaits !== 'ANOTHER_PERSON');
    },
    onSuccess: (next) =>
      next === undefined
        ? navigate({ to: '/support/cases' })
        : navigate({ to: '/support/cases/$id', params: { id: next.id } }),
  });
}
