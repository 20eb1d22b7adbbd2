import { describe, expect, it } from '@jest/globals';
import { type EventName, isNewerVersion, PARALLEL_VERSIONS, type ParallelVersion } from '#contracts';
import { mistakesInVersions } from './versions-in-parallel.js';

const OLDER = 'study-rights.hoks-deleted.v1';
const NEWER = 'study-rights.hoks-stored.v1';
/** Two events play two versions of one fact; that they are not is then the one mistake. */
const NOT_ONE_FACT = 'not two versions of one fact.';

function mistakes(change: Partial<ParallelVersion>, reactions: Record<string, readonly EventName[]>): string[] {
  const pair: ParallelVersion = {
    older: OLDER,
    newer: NEWER,
    readers: ['outside'],
    toOlder: (body) => {
      const { institutionOid, studyRightId, hoksId } = body as unknown as Record<string, string>;
      return { institutionOid, studyRightId, hoksId } as never;
    },
    ...change,
  };
  const byService = Object.entries(reactions).map(([service, names]) => [service, new Set(names)] as const);
  return mistakesInVersions([pair], new Map(byService)).map((mistake) => mistake.split(': ').slice(1).join(': '));
}

describe('the list of versions in parallel', () => {
  it('that stands now is right in itself', () => {
    expect(mistakesInVersions(PARALLEL_VERSIONS, new Map())).toEqual([]);
  });

  it('names exactly the services that react to the older version, and nobody reacts to both', () => {
    expect(mistakes({}, { applications: [NEWER], decisions: [] })).toEqual([NOT_ONE_FACT]);
    expect(mistakes({}, { applications: [OLDER] })).toContain(
      'applications reacts to the older one: put it on the list of readers.',
    );
    expect(mistakes({ readers: ['decisions'] }, { decisions: [NEWER] })).toContain(
      'decisions does not react to the older one: take it off the list.',
    );
    expect(mistakes({ readers: ['decisions'] }, { decisions: [OLDER] })).toEqual([NOT_ONE_FACT]);
    expect(mistakes({ readers: ['decisions'] }, { decisions: [OLDER, NEWER] })).toContain(
      'decisions reacts to both; keep one.',
    );
    expect(mistakes({ readers: [] }, {})).toContainEqual(expect.stringMatching(/^nobody reads the older one/));
  });

  it('makes older bodies that fit the older schema, on the same topic', () => {
    expect(mistakes({ toOlder: (body) => body as never }, {})).toContainEqual(
      expect.stringMatching(/becomes an older body that breaks its schema/),
    );
    expect(mistakes({ older: 'decisions.decision-made.v1' }, {})).toContainEqual(
      expect.stringMatching(/^on different topics/),
    );
  });

  it.each<[string, string, boolean]>([
    ['decisions.decision-made.v2', 'decisions.decision.v1', true],
    ['decisions.decision-made.v1', 'decisions.decision.v1', false],
    ['decisions.decision-made.v2', 'decisions.attainment.v1', false],
    ['decisions.decision-forgotten.v2', 'decisions.decision.v1', false],
    ['decisions.decision-made.v0', 'decisions.decision.v1', false],
    ['decisions.decision-made.vx', 'decisions.decision.v1', false],
    ['', 'nowhere', false],
  ])('%s on %s is a newer version of a known fact: %s', (name, topic, newer) => {
    expect(isNewerVersion(name, topic)).toBe(newer);
  });
});
