import { useInfiniteQuery } from '@tanstack/react-query';
import { dataOf, recognitionBank } from '../../api/client';
import type { BankSearch } from '../../api/searches';
import type { components } from '../../api/generated/recognition-bank';

export type Precedent = components['schemas']['Precedent'];
export type RecognitionType = Precedent['recognitionType'];

export const TYPES = ['SUBSTITUTION', 'INCLUSION', 'EXEMPTION'] as const satisfies readonly RecognitionType[];

/** Entries of the own institution, best first; without a text the newest first (R82, R83). */
export function usePrecedents({ type }: BankSearch, text: string) {
  return useInfiniteQuery({
    queryKey: ['bank', 'search', { type, text }],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        recognitionBank.GET('/api/recognition-bank/v1/precedents', {
          params: { query: { q: text === '' ? undefined : text, type, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
