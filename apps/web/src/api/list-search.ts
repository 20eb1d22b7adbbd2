export type ListView = 'handling' | 'others' | 'all';

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

const USUAL_ORDER = { handling: 'urgency', others: 'waiting', all: '-submitted' } as const satisfies Record<
  ListView,
  ListOrder
>;

export function orderOf(view: ListView, { order }: ListSearch): ListOrder {
  return order ?? USUAL_ORDER[view];
}
