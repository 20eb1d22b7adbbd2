import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useNames, type Localised } from '../texts/localised';
import { dataOf, gateway } from './client';

/** What to call an institution: as it was given, else as the institutions of this system are called, else its oid. */
export function useInstitutionName(): (oid: string, given?: Localised | null) => string {
  const say = useNames();
  const { data } = useQuery({
    queryKey: ['institution', 'list'],
    queryFn: async ({ signal }) => (await dataOf(gateway.GET('/institutions', { signal }))).items,
    staleTime: Infinity,
  });
  return useCallback(
    (oid, given) => {
      const name = given ?? data?.find((known) => known.oid === oid)?.name;
      return name ? say(name) : oid;
    },
    [say, data],
  );
}
