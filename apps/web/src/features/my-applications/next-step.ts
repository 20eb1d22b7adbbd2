import type { components } from '../../api/generated/applications';

type Item = Pick<components['schemas']['ApplicationListItem'], 'state' | 'waits' | 'changedAt'>;

export type NextStep =
  | { readonly who: 'YOU'; readonly partNumbers: readonly number[]; readonly since: string }
  | { readonly who: 'HANDLER' | 'RECORDER'; readonly since: string };

/** Of whom what is expected next; null when nothing is. Of a draft the student is expected to go on. */
export function nextStep({ state, waits, changedAt }: Item): NextStep | null {
  if (state === 'DRAFT') return { who: 'YOU', partNumbers: [], since: changedAt };
  const [first] = waits;
  if (first === undefined) return null;
  if (first.for === 'STUDENT') return { who: 'YOU', partNumbers: first.partNumbers, since: first.since };
  return { who: first.for, since: first.since };
}

/** What waits for the student comes first; otherwise the order stays. */
export function inTurn<T extends Item>(items: readonly T[]): T[] {
  const isMine = (item: T) => item.waits.some((wait) => wait.for === 'STUDENT');
  return [...items.filter(isMine), ...items.filter((item) => !isMine(item))];
}
