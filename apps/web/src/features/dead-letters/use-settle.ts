import { useMutation, useQueryClient } from '@tanstack/react-query';
import { nameOf, type DeadLetter, type LetterGroup, type OpenedLetter } from '../../api/dead-letters';
import { dataOf, operationsOf } from '../../api/client';
import type { components } from '../../api/generated/applications';
import type { Outcome } from './outcome-notice';

type ReplayedGroup = components['schemas']['ReplayedGroup'];
type DiscardedGroup = components['schemas']['DiscardedGroup'];

/** A key or group with very many letters is settled by several requests. */
const MOST_REQUESTS = 200;

type Wanted =
  { readonly what: 'replay' } | { readonly what: 'replay-key' } | { readonly what: 'discard'; readonly reason: string };

/** What becomes of one letter, or of all of its key. Repeated, each is done once. */
export function useSettleLetter(letter: DeadLetter, onDone: (outcome: Outcome) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: Wanted): Promise<Outcome> => settleLetter(letter, wanted),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: ['dead-letter'] }),
  });
}

async function settleLetter(letter: DeadLetter, wanted: Wanted): Promise<Outcome> {
  const service = operationsOf(letter.consumer);
  if (wanted.what === 'replay-key') return replayKey(letter);
  const params = { path: { id: letter.id } };
  const values = { letter: nameOf(letter) };
  if (wanted.what === 'replay') {
    await dataOf(service.POST('/dead-letters/{id}/replay', { params, body: {} }));
    return { text: 'replayed', values };
  }
  await dataOf(service.POST('/dead-letters/{id}/discard', { params, body: { reason: wanted.reason } }));
  return { text: 'discarded', values };
}

async function replayKey({ consumer, topic, key }: DeadLetter): Promise<Outcome> {
  let count = 0;
  for (let request = 1; request <= MOST_REQUESTS; request++) {
    const done = await dataOf(operationsOf(consumer).POST('/dead-letters/replay-key', { body: { topic, key } }));
    count += done.replayed;
    if (!done.parked) return { text: 'replayedKey', values: { count } };
  }
  return { text: 'replayedKey', values: { count }, unfinished: true };
}

/** Opens a letter; the reason stands in the audit. What it holds is kept nowhere but on the page. */
export function useOpenLetter({ consumer, id }: DeadLetter, onDone: () => void) {
  return useMutation({
    mutationFn: (reason: string): Promise<OpenedLetter> =>
      dataOf(operationsOf(consumer).POST('/dead-letters/{id}/open', { params: { path: { id } }, body: { reason } })),
    onSuccess: onDone,
    gcTime: 0,
  });
}

type WantedOfGroup = { readonly what: 'replay' } | { readonly what: 'discard'; readonly reason: string };

/** What becomes of all open letters of one cause. */
export function useSettleGroup(group: LetterGroup, onDone: (outcome: Outcome) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: WantedOfGroup): Promise<Outcome> =>
      wanted.what === 'replay' ? replayGroup(group) : discardGroup(group, wanted.reason),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: ['dead-letter'] }),
  });
}

async function replayGroup({ service, group }: LetterGroup): Promise<Outcome> {
  let [count, heldUp] = [0, 0];
  const failed: { letterId: string; cause: string }[] = [];
  let cursor: string | undefined;
  for (let request = 1; request <= MOST_REQUESTS; request++) {
    const params = { path: { group } };
    const done: ReplayedGroup = await dataOf(
      operationsOf(service).POST('/dead-letters/groups/{group}/replay', { params, body: { cursor } }),
    );
    count += done.replayed;
    heldUp += done.heldUp;
    failed.push(...done.failed.map((one) => ({ ...one, letterId: `${service}-${one.letterId}` })));
    cursor = done.nextCursor ?? undefined;
    if (cursor === undefined) break;
  }
  return { text: 'replayedGroup', values: { count, heldUp }, failed, unfinished: cursor !== undefined };
}

async function discardGroup({ service, group }: LetterGroup, reason: string): Promise<Outcome> {
  let [count, left] = [0, 0];
  let cursor: string | undefined;
  for (let request = 1; request <= MOST_REQUESTS; request++) {
    const params = { path: { group } };
    const done: DiscardedGroup = await dataOf(
      operationsOf(service).POST('/dead-letters/groups/{group}/discard', { params, body: { reason, cursor } }),
    );
    count += done.discarded;
    left += done.leftWithEffect;
    cursor = done.nextCursor ?? undefined;
    if (cursor === undefined) break;
  }
  return { text: 'discardedGroup', values: { count, left }, unfinished: cursor !== undefined };
}
