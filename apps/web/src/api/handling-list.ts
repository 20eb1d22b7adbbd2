import { infiniteQueryOptions } from '@tanstack/react-query';
import { applications, dataOf } from './client';
import type { components } from './generated/applications';

export type ListedApplication = components['schemas']['ApplicationListItem'];
export type ListedPart = ListedApplication['parts'][number];

export type ListView = 'handling' | 'all';

/** States that an application can be in while somebody has a part of it to handle. */
export const HANDLED_STATES = ['SENT', 'IN_PROCESS', 'RETURNED', 'APPROVED', 'REJECTED'] as const;
export const LISTED_STATES = [...HANDLED_STATES, 'PRELIMINARILY_APPROVED', 'HANDLED', 'CANCELLED'] as const;
export const KINDS = ['RECOGNITION', 'PRELIMINARY'] as const;
export const TYPES = ['SUBSTITUTION', 'INCLUSION', 'EXEMPTION'] as const;
export const BASIS_KINDS = ['STUDY', 'COMPETENCE'] as const;
export const AWAITED = ['STUDENT', 'HANDLER', 'RECORDER'] as const;
/** Days of waiting to filter by. */
export const AGES = ['7', '14', '30', '90'] as const;
const ORDERS = ['urgency', 'waiting', '-submitted', '-changed', 'student'] as const;

export type ListOrder = (typeof ORDERS)[number];

/** What stands in the address of a list of applications, and of the pages that go through it. Names do not (pages.md 5.14). */
export interface ListSearch {
  readonly state?: (typeof LISTED_STATES)[number] | undefined;
  readonly programme?: string | undefined;
  readonly kind?: (typeof KINDS)[number] | undefined;
  readonly type?: (typeof TYPES)[number] | undefined;
  readonly basis?: (typeof BASIS_KINDS)[number] | undefined;
  readonly awaits?: (typeof AWAITED)[number] | undefined;
  readonly age?: (typeof AGES)[number] | undefined;
  readonly order?: ListOrder | undefined;
}

export function listSearch(written: Readonly<Record<string, unknown>>): ListSearch {
  const { programme } = written;
  const among = <V extends string>(values: readonly V[], name: string) =>
    values.find((value) => value === String(written[name]));
  return {
    state: among(LISTED_STATES, 'state'),
    programme: typeof programme === 'string' && programme !== '' ? programme : undefined,
    kind: among(KINDS, 'kind'),
    type: among(TYPES, 'type'),
    basis: among(BASIS_KINDS, 'basis'),
    awaits: among(AWAITED, 'awaits'),
    age: among(AGES, 'age'),
    order: among(ORDERS, 'order'),
  };
}

/** The list that the person goes through, as it stands in the address of a part. */
export interface PartSearch extends ListSearch {
  readonly list?: 'recording' | undefined;
}

export function partSearch(written: Readonly<Record<string, unknown>>): PartSearch {
  return { ...listSearch(written), list: written['list'] === 'recording' ? 'recording' : undefined };
}

const USUAL_ORDER = { handling: 'urgency', all: '-submitted' } as const satisfies Record<ListView, ListOrder>;

export function orderOf(view: ListView, { order }: ListSearch): ListOrder {
  return order ?? USUAL_ORDER[view];
}

/** The applications that the person has to handle, most urgent first unless asked otherwise (R7); or all that the person sees (R152). */
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
