import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, operationsOf } from './client';
import type { components } from './generated/applications';
import { askServices, SERVICES, type Cursors, type Service } from './services';

type Schemas = components['schemas'];
export type DeadLetter = Schemas['DeadLetter'];
export type OpenedLetter = Schemas['OpenedDeadLetter'];
export type LetterGroup = Schemas['DeadLetterGroup'] & { readonly service: Service };

const STATES = ['open', 'replayed', 'discarded', 'all'] as const;
export type LetterState = (typeof STATES)[number];

/** What stands in the address of the page. */
export interface LetterSearch {
  readonly service?: Service | undefined;
  readonly state?: LetterState | undefined;
  readonly topic?: string | undefined;
  readonly key?: string | undefined;
  readonly code?: string | undefined;
  readonly group?: string | undefined;
  /** The letter that is looked at: its service and number, as operators call it. */
  readonly letter?: string | undefined;
}

export function letterSearch(given: Readonly<Record<string, unknown>>): LetterSearch {
  const { service, state, topic, key, code, group, letter } = given;
  return {
    service: SERVICES.find((one) => one === service),
    state: STATES.find((one) => one === state),
    topic: textIn(topic),
    key: textIn(key),
    code: textIn(code),
    group: textIn(group),
    letter: letterId(textIn(letter)) && textIn(letter),
  };
}

/** A number in the address comes as one. */
function textIn(value: unknown): string | undefined {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
}

/** `applications-12` */
export function letterId(name: string | undefined): { service: Service; id: string } | undefined {
  const [, named, id] = /^([a-z-]+)-(\d{1,18})$/.exec(name ?? '') ?? [];
  const service = SERVICES.find((one) => one === named);
  return service && id !== undefined ? { service, id } : undefined;
}

export function nameOf({ consumer, id }: Pick<DeadLetter, 'consumer' | 'id'>): string {
  return `${consumer}-${id}`;
}

/** Dead letters of the services asked, oldest first in each. */
export function lettersQuery({ service, state, letter: _, ...filter }: LetterSearch) {
  return infiniteQueryOptions({
    queryKey: ['dead-letter', 'list', { service, state, ...filter }],
    queryFn: ({ pageParam, signal }) =>
      askServices(pageParam, (one, cursor) => {
        const query = { ...filter, state: state ?? 'open', limit: 50, cursor };
        return dataOf(operationsOf(one).GET('/dead-letters', { params: { query }, signal }));
      }),
    initialPageParam: cursorsOf(service),
    getNextPageParam: ({ next }) => next,
  });
}

/** Open letters by their cause. */
export function groupsQuery(service: Service | undefined) {
  return infiniteQueryOptions({
    queryKey: ['dead-letter', 'groups', { service }],
    queryFn: ({ pageParam, signal }) =>
      askServices(pageParam, async (one, cursor) => {
        const params = { query: { limit: 50, cursor } };
        const page = await dataOf(operationsOf(one).GET('/dead-letters/groups', { params, signal }));
        return { ...page, items: page.items.map((group): LetterGroup => ({ ...group, service: one })) };
      }),
    initialPageParam: cursorsOf(service),
    getNextPageParam: ({ next }) => next,
  });
}

/** The story of one letter, without what it holds. */
export function letterQuery(service: Service, id: string) {
  return queryOptions({
    queryKey: ['dead-letter', 'one', service, id],
    queryFn: ({ signal }) =>
      dataOf(operationsOf(service).GET('/dead-letters/{id}', { params: { path: { id } }, signal })),
  });
}

function cursorsOf(service: Service | undefined): Cursors {
  return Object.fromEntries((service ? [service] : SERVICES).map((one) => [one, undefined]));
}
