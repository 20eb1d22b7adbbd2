import { useQuery } from '@tanstack/react-query';
import { applications, dataOf } from '../../api/client';
import type { components } from '../../api/generated/applications';

export type Obstacle = NonNullable<components['schemas']['OwnStudyRight']['obstacle']>;

/** Nobody has more study rights than a page of them. */
const LIMIT = 100;

/** Why the student can make no application at all today (R87, R154); null when one can, and until it is known. */
export function useObstacle(enabled: boolean): Obstacle | null {
  const { data } = useQuery({
    queryKey: ['application', 'study-rights'],
    queryFn: ({ signal }) =>
      dataOf(applications.GET('/api/applications/v1/study-rights', { params: { query: { limit: LIMIT } }, signal })),
    // The list comes first.
    enabled,
  });
  const obstacles = data?.items.map(({ obstacle }) => obstacle) ?? [];
  return obstacles.includes(null) ? null : (obstacles[0] ?? null);
}
