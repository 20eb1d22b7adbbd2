import { infiniteQueryOptions } from '@tanstack/react-query';
import { dataOf, decisions } from './client';
import type { components } from './generated/decisions';

export type QueuedRecording = components['schemas']['QueueItem'];

/** What stands in the address of the queue. */
export interface RecordingSearch {
  readonly programme?: string | undefined;
}

export function recordingSearch({ programme }: Readonly<Record<string, unknown>>): RecordingSearch {
  return { programme: typeof programme === 'string' && programme !== '' ? programme : undefined };
}

/** What is approved and not recorded, oldest first (R24). */
export function recordingListQuery(programme?: string, text = '') {
  return infiniteQueryOptions({
    queryKey: ['recording', 'list', { programme, text }],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        decisions.GET('/api/decisions/v1/recording-queue', {
          params: {
            query: { programmeCode: programme, text: text === '' ? undefined : text, limit: 50, cursor: pageParam },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
