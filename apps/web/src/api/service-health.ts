import { queryOptions } from '@tanstack/react-query';
import { dataOf, operationsOf } from './client';
import type { components } from './generated/applications';
import { askServices, SERVICES, type Service } from './services';

export type ServiceHealth = components['schemas']['ServiceHealth'];
export type StuckPartition = components['schemas']['StuckPartition'] & { readonly service: Service };

const EVERY_MS = 10_000;

/** How a service is; read again while the page is looked at. */
export function healthQuery(service: Service) {
  return queryOptions({
    queryKey: ['service-health', service],
    queryFn: ({ signal }) => dataOf(operationsOf(service).GET('/health', { signal })),
    refetchInterval: EVERY_MS,
  });
}

/** What the consumers cannot read. Each reading is audited: it is not read again by itself. */
export const stuckPartitionsQuery = queryOptions({
  queryKey: ['stuck-partition'],
  queryFn: ({ signal }) =>
    askServices(Object.fromEntries(SERVICES.map((service) => [service, undefined])), async (service) => {
      const { items } = await dataOf(operationsOf(service).GET('/stuck-partitions', { params: { query: {} }, signal }));
      return { items: items.map((one): StuckPartition => ({ ...one, service })), nextCursor: null };
    }),
  refetchOnWindowFocus: false,
});
