import type { Refusal } from '../errors.js';

/** Everything that a refusal says, its first in front. */
export function allOf(refusal: Refusal): [Refusal, ...Refusal[]] {
  const { others = [], ...first } = refusal;
  return [first, ...others.flatMap(allOf)];
}

/** The place of a body that a rule refuses; undefined where a refusal is not about a place. */
export function placeOf({ details }: Refusal): string | undefined {
  const place = details?.['place'];
  return typeof place === 'string' ? place : undefined;
}
