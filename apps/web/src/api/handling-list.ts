import { infiniteQueryOptions } from '@tanstack/react-query';
import { applications, dataOf } from './client';
import type { components } from './generated/applications';

export type ListedApplication = components['schemas']['ApplicationListItem'];
export type ListedPart = ListedApplication['parts'][number];

/** States that an application can be in while somebody has a part of it to handle. */
export const HANDLED_STATES = ['SENT', 'IN_PROCESS', 'RETURNED', 'APPROVED', 'REJECTED'] as const;
const ORDERS = ['waiting', 'submitted', '-submitted', 'student'] as const;

type HandledState = (typeof HANDLED_STATES)[number];
export type HandlingOrder = (typeof ORDERS)[number];

/** What stands in the address of the work list, and of the pages that go through it. Names do not (pages.md 5.14). */
export interface HandlingSearch {
  readonly state?: HandledState | undefined;
  readonly programme?: string | undefined;
  readonly order?: HandlingOrder | undefined;
}

export function handlingSearch(written: Readonly<Record<string, unknown>>): HandlingSearch {
  const { programme } = written;
  return {
    state: HANDLED_STATES.find((state) => state === written['state']),
    programme: typeof programme === 'string' && programme !== '' ? programme : undefined,
    order: ORDERS.find((order) => order === written['order']),
  };
}

/** The list that the person goes through, as it stands in the address of a part. */
export interface PartSearch extends HandlingSearch {
  readonly list?: 'recording' | undefined;
}

export function partSearch(written: Readonly<Record<string, unknown>>): PartSearch {
  return { ...handlingSearch(written), list: written['list'] === 'recording' ? 'recording' : undefined };
}

/** The applications that the person has to handle, longest waiting first unless asked otherwise (R7). */
export function handlingListQuery({ state, programme, order = 'waiting' }: HandlingSearch, text = '') {
  return infiniteQueryOptions({
    queryKey: ['application', 'list', 'handling', { state, programme, order, text }],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        applications.GET('/api/applications/v1/applications', {
          params: {
            query: {
              view: 'handling',
              state,
              programmeCode: programme,
              sort: order,
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
