import { factAndVersion, goldenSamples, type ParallelVersion, topicOf, violationsOf } from '#contracts';

/**
 * Where a list of versions in parallel does not agree with itself, with the schemas or with what the services react to.
 * @param reactions service → names of the events it reacts to
 */
export function mistakesInVersions(
  versions: readonly ParallelVersion[],
  reactions: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return versions.flatMap((pair) =>
    [...mistakesInPair(pair), ...mistakesInReaders(pair, reactions), ...bodiesThatDoNotFit(pair)].map(
      (mistake) => `libs/contracts/src/versions.ts, ${pair.older} → ${pair.newer}: ${mistake}`,
    ),
  );
}

function mistakesInPair({ older, newer, readers }: ParallelVersion): string[] {
  const [before, after] = [factAndVersion(older), factAndVersion(newer)];
  return [
    ...(before.fact === after.fact && before.version < after.version ? [] : ['not two versions of one fact.']),
    ...(topicOf(older) === topicOf(newer) ? [] : ['on different topics: the order within a key would be lost.']),
    ...(readers.length > 0
      ? []
      : ['nobody reads the older one: take the entry away and withdraw the event (docs/adr/0019).']),
  ];
}

function mistakesInReaders(
  { older, newer, readers }: ParallelVersion,
  reactions: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return [...reactions].flatMap(([service, names]) => {
    const listed = (readers as readonly string[]).includes(service);
    if (names.has(older) && names.has(newer)) return [`${service} reacts to both; keep one.`];
    if (names.has(older) && !listed) return [`${service} reacts to the older one: put it on the list of readers.`];
    return listed && !names.has(older) ? [`${service} does not react to the older one: take it off the list.`] : [];
  });
}

/** What the newer samples become as older bodies must be what a producer of the older version could have written. */
function bodiesThatDoNotFit({ older, newer, toOlder }: ParallelVersion): string[] {
  return [...goldenSamples(newer)].flatMap(([name, body]) =>
    violationsOf(older, toOlder(body as never), 'producer').map(
      ({ path, message }) => `the sample ${name} becomes an older body that breaks its schema: ${path} ${message}.`,
    ),
  );
}
