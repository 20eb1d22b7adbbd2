import { useQuery } from '@tanstack/react-query';
import { ownStudyRightsQuery, type StudyRight } from '../../api/own-study-rights';

/** Why the student can make no application at all today (R87, R154); null when one can, and until it is known. */
export function useObstacle(enabled: boolean): StudyRight['obstacle'] {
  // The list comes first.
  const { data } = useQuery({ ...ownStudyRightsQuery(), enabled });
  const obstacles = data?.items.map(({ obstacle }) => obstacle) ?? [];
  return obstacles.includes(null) ? null : (obstacles[0] ?? null);
}
