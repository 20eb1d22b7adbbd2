import type { HoksFields, Part } from './hoks.js';

const partsWithWays = ['hankittavat-ammat-tutkinnon-osat', 'hankittavat-paikalliset-tutkinnon-osat'] as const;
const common = 'hankittavat-yhteiset-tutkinnon-osat';

/**
 * The same fields with yksiloiva-tunniste on each way of acquiring competence that has none. Only for what is entered by
 * hand, as in eHOKS: of a source system the identifier is expected.
 */
export function withIdentifiedWays<T extends HoksFields>(fields: T, newId: () => string): T {
  const result: Record<string, unknown> = { ...fields };
  for (const name of partsWithWays) {
    if (fields[name] !== undefined) result[name] = fields[name].map((part) => identified(part, newId));
  }
  if (fields[common] !== undefined) {
    result[common] = fields[common].map((part) =>
      part['osa-alueet'] === undefined
        ? part
        : { ...part, 'osa-alueet': part['osa-alueet'].map((area) => identified(area, newId)) },
    );
  }
  return result as T;
}

function identified(part: Part, newId: () => string): Part {
  const ways = part['osaamisen-hankkimistavat'];
  if (ways === undefined) return part;
  return {
    ...part,
    'osaamisen-hankkimistavat': ways.map((way) => ({
      ...way,
      'yksiloiva-tunniste': way['yksiloiva-tunniste'] ?? newId(),
    })),
  };
}
