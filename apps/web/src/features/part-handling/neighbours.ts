import type { PartPlace } from './part-search';

export interface Neighbours {
  readonly previous: PartPlace | undefined;
  readonly next: PartPlace | undefined;
}

/** What comes before and after a part in a list; undefined when the part is not in it. */
export function neighboursIn(places: readonly PartPlace[], { partId }: PartPlace): Neighbours | undefined {
  const at = places.findIndex((place) => place.partId === partId);
  return at < 0 ? undefined : { previous: places[at - 1], next: places[at + 1] };
}
