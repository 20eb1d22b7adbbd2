import type { PartSearch } from '../../api/list-search';

export type { PartSearch };

/** A part in a list. */
export interface PartPlace {
  readonly applicationId: string;
  readonly partId: string;
}

/** The address of a part. */
export function toPart({ applicationId, partId }: PartPlace, search: PartSearch) {
  return { to: '/applications/$id/parts/$partId', params: { id: applicationId, partId }, search } as const;
}

/** The list itself. */
export function toList({ list, ...search }: PartSearch) {
  return list === 'recording'
    ? ({ to: '/work/recording', search: { programme: search.programme } } as const)
    : ({ to: '/work', search } as const);
}
