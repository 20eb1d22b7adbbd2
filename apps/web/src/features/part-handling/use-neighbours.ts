import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { applicationListQuery, partsToDecide } from '../../api/handling-list';
import { recordingListQuery } from '../../api/recording-list';
import { useSession } from '../../session/session-store';
import { neighboursIn, type Neighbours } from './neighbours';
import type { PartPlace, PartSearch } from './part-search';

/** The next part of the list from which the person came; what has been decided leaves the list, its place does not. */
export function useNeighbours(search: PartSearch, here: PartPlace): Neighbours {
  const { person, roles } = useSession();
  const records = search.list === 'recording';
  const handles = roles.includes('HANDLER') || roles.includes('DECISION_MAKER');
  const handling = useInfiniteQuery({ ...applicationListQuery('handling', search), enabled: !records && handles });
  const recording = useInfiniteQuery({ ...recordingListQuery(search.programme), enabled: records });
  const places: PartPlace[] = records
    ? (recording.data?.pages.flatMap(({ items }) => items) ?? [])
    : (handling.data?.pages ?? []).flatMap(({ items }) =>
        items.flatMap((item) =>
          partsToDecide(item, person.id).map(({ id }) => ({ applicationId: item.id, partId: id })),
        ),
      );
  const found = neighboursIn(places, here);
  const list = records ? recording : handling;
  const isLast = found !== undefined && found.next === undefined;
  const { hasNextPage, isFetching, fetchNextPage } = list;
  useEffect(() => {
    if (isLast && hasNextPage && !isFetching) void fetchNextPage();
  }, [isLast, hasNextPage, isFetching, fetchNextPage]);
  const [kept, setKept] = useState<Neighbours & { readonly partId: string }>();
  if (found && (kept?.partId !== here.partId || kept.next?.partId !== found.next?.partId)) {
    setKept({ ...found, partId: here.partId });
  }
  if (found) return found;
  if (kept?.partId === here.partId) return kept;
  return { previous: undefined, next: places[0] };
}
