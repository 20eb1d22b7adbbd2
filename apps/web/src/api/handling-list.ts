import { infiniteQueryOptions } from '@tanstack/react-query';
import { applications, dataOf } from './client';
import { orderOf, type ListSearch, type ListView } from './list-search';
import type { components } from './generated/applications';

export type ListedApplication = components['schemas']['ApplicationListItem'];
export type ListedPart = ListedApplication['parts'][number];

/**
 * The applications that the person has to handle, most urgent first unless asked otherwise (R7);
 * those that others have to handle and the person can take over (R10); or all that the person sees (R152).
 */
export function applicationListQuery(view: ListView, search: ListSearch, text = '') {
  const { state, programme, kind, type, basis, awaits, age } = search;
  return infiniteQueryOptions({
    queryKey: ['application', 'list', view, { ...search, order: orderOf(view, search), text }],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        applications.GET('/api/applications/v1/applications', {
          params: {
            query: {
              ...{
                view,
                state,
                type,
                programmeCode: programme,
                applicationKind: kind,
                basisKind: basis,
                waitsFor: awaits,
              },
              waitedDays: age === undefined ? undefined : Number(age),
              sort: orderOf(view, search),
              text: text === '' ? undefined : text,
              limit: 50,
              cursor: pageParam,
            },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** The parts of an application that wait for this person's decision. */
export function partsToDecide({ parts }: ListedApplication, personId: string): readonly ListedPart[] {
  return parts.filter(
    ({ handlerId, state, outcome }) =>
      handlerId === personId && (state === 'SENT' || state === 'IN_PROCESS') && outcome === null,
  );
}
