import { useQuery } from '@tanstack/react-query';
import { dataOf, gateway } from '../../api/client';
import type { components } from '../../api/generated/gateway';
import { useSessionState } from '../../session/session-store';

export type Notices = components['schemas']['InstitutionNotices'];

const NEVER_STALE = { staleTime: Infinity };

/** The institutions, and the notices of the chosen one: the person's own unless another is asked for. */
export function useNotices(asked: string | undefined) {
  const session = useSessionState();
  const institutions = useQuery({
    ...NEVER_STALE,
    queryKey: ['institution', 'list'],
    queryFn: async ({ signal }) => (await dataOf(gateway.GET('/institutions', { signal }))).items,
  });
  const own = 'session' in session ? session.session.institution.oid : undefined;
  const oid = [asked, own].find((one) => institutions.data?.some((known) => known.oid === one));
  const chosen = oid ?? institutions.data?.[0]?.oid;
  const notices = useQuery({
    ...NEVER_STALE,
    queryKey: ['institution', chosen],
    queryFn: ({ signal }) =>
      dataOf(gateway.GET('/institutions/{oid}', { params: { path: { oid: chosen ?? '' } }, signal })),
    enabled: chosen !== undefined,
  });
  return { institutions, notices };
}
