import type { ServiceHealth } from '../../api/service-health';

/** Younger events are on their way. */
const OLD_AFTER_S = 60;
/** Every partition stands still for a moment. */
const STANDS_AFTER_S = 300;

/** What of a service somebody has to look at, by the names of its texts. */
export type Concern = 'component' | 'outbox' | 'setAside' | 'standing' | 'deadLetters' | 'parkedKeys' | 'drift' | 'job';

export function concernsOf(health: ServiceHealth): readonly Concern[] {
  const { components, outbox, standingStill, deadLetters, drift, jobs } = health;
  const found: readonly (readonly [Concern, boolean])[] = [
    ['component', components.some(({ state }) => state === 'down')],
    ['outbox', outbox === null || outbox.oldestAgeSeconds > OLD_AFTER_S],
    ['setAside', (outbox?.setAside ?? 0) > 0],
    ['standing', standingStill.some(({ seconds }) => seconds >= STANDS_AFTER_S)],
    ['deadLetters', deadLetters.open > 0],
    ['parkedKeys', deadLetters.parkedKeys > 0],
    ['drift', drift.some(({ rows }) => rows > 0)],
    ['job', jobs.some(({ failure, rowsPutOff }) => failure !== null || (rowsPutOff ?? 0) > 0)],
  ];
  return found.flatMap(([concern, isThere]) => (isThere ? [concern] : []));
}
