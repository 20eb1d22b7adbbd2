import fc from 'fast-check';

/** One change to a document: which of its places (counted over all, modulo) becomes what. */
export interface Mutation {
  readonly place: number;
  readonly value: unknown;
}

/** What senders put where something else belongs; the words are those that mean something to the reader. */
export function oddValues(words: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom<unknown>(null, true, -1, 1.5, 2 ** 53, [], {}, [[]], { oid: null }),
    fc.constantFrom<unknown>('\u0000', '\ud800', 'x'.repeat(5_000), ...words),
    fc.jsonValue({ maxDepth: 3 }),
  );
}

export function mutations(words: readonly string[], maxLength = 3): fc.Arbitrary<Mutation[]> {
  return fc.array(fc.record({ place: fc.nat(), value: oddValues(words) }), { minLength: 1, maxLength });
}

/** Every place of a document, as the list of steps that lead there. */
function placesIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, child]) => placesIn(child, [...at, name]))];
}

/** A copy of the document with the change. */
export function mutated(document: unknown, { place, value }: Mutation): unknown {
  const places = placesIn(document);
  const [last, ...steps] = [...(places[place % places.length] ?? [])].reverse();
  if (last === undefined) return value;
  const copy = structuredClone(document);
  const parent = steps.reverse().reduce((object, step) => (object as Record<string, unknown>)[step], copy);
  (parent as Record<string, unknown>)[last] = value;
  return copy;
}
