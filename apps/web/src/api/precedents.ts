import { queryOptions } from '@tanstack/react-query';
import { dataOf, recognitionBank } from './client';
import { COUNTED_TO } from './matches';

/** Precedents come slowly: what was found while a page is open is new enough. */
const FRESH_MS = 5 * 60_000;

/**
 * What has been recognised before on the like background (R84), at most `COUNTED_TO` entries. It advises: where the bank is away that is said
 * at once, and nothing waits for it (pages.md 5.1).
 */
export function precedentsLike(text: string | undefined, programmeCode?: string) {
  return queryOptions({
    queryKey: ['bank', 'like', { text, programmeCode }],
    queryFn: ({ signal }) =>
      dataOf(
        recognitionBank.GET('/api/recognition-bank/v1/precedents', {
          params: { query: { q: text, programmeCode, limit: COUNTED_TO } },
          signal,
        }),
      ),
    enabled: text !== undefined,
    staleTime: FRESH_MS,
    retry: false,
  });
}
