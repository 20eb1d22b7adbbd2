import { refuse } from '#kernel';
import type { ErrorCode, Refusal } from '../../errors.js';
import type { HoksFields, Part, Way } from './hoks.js';

/** Whether the way is a period at a workplace. */
export function isAtWorkplace(way: Way): boolean {
  const code = way['osaamisen-hankkimistapa-koodi-uri'];
  return code === 'osaamisenhankkimistapa_koulutussopimus' || code === 'osaamisenhankkimistapa_oppisopimus';
}

/** Refuses with the key each way of acquiring competence that is wrong, and names its place. */
export function refuseWays(fields: HoksFields, key: ErrorCode, isWrong: (way: Way) => boolean): Refusal[] {
  return [...waysOf(fields)].filter(([, way]) => isWrong(way)).map(([place]) => refuse(key, { place }));
}

function* waysOf(fields: HoksFields): Generator<[place: string, way: Way]> {
  yield* waysOfParts('hankittavat-ammat-tutkinnon-osat', fields['hankittavat-ammat-tutkinnon-osat']);
  yield* waysOfParts('hankittavat-paikalliset-tutkinnon-osat', fields['hankittavat-paikalliset-tutkinnon-osat']);
  const common = 'hankittavat-yhteiset-tutkinnon-osat';
  for (const [index, part] of (fields[common] ?? []).entries()) {
    yield* waysOfParts(`${common}.${index}.osa-alueet`, part['osa-alueet']);
  }
}

function* waysOfParts(place: string, parts: readonly Part[] = []): Generator<[string, Way]> {
  for (const [index, part] of parts.entries()) {
    for (const [at, way] of (part['osaamisen-hankkimistavat'] ?? []).entries()) {
      yield [`${place}.${index}.osaamisen-hankkimistavat.${at}`, way];
    }
  }
}
