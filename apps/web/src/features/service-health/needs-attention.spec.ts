import { describe, expect, it } from '@jest/globals';
import type { ServiceHealth } from '../../api/service-health';
import { concernsOf } from './needs-attention';

const WELL: ServiceHealth = {
  service: 'decisions',
  components: [{ name: 'database', state: 'up', reason: null }],
  outbox: { waiting: 12, oldestAgeSeconds: 3, setAside: 0 },
  lag: [{ topic: 'university.person.v1', messages: 40 }],
  standingStill: [{ topic: 'university.person.v1', partition: 0, seconds: 15 }],
  deadLetters: { open: 0, parkedKeys: 0 },
  drift: [{ copy: 'person', rows: 0 }],
  jobs: [{ name: 'send-mail', running: false, endedSecondsAgo: null, failure: null, rowsPutOff: null }],
};

describe('what of a service somebody has to look at', () => {
  it.each<[string, Partial<ServiceHealth>, readonly string[]]>([
    ['nothing while it works, however much is on its way', {}, []],
    ['a component that is down', { components: [{ name: 'topics', state: 'down', reason: null }] }, ['component']],
    ['an outbox that cannot be asked', { outbox: null }, ['outbox']],
    ['an old outbox', { outbox: { waiting: 1, oldestAgeSeconds: 61, setAside: 0 } }, ['outbox']],
    ['an event set aside', { outbox: { waiting: 1, oldestAgeSeconds: 1, setAside: 1 } }, ['setAside']],
    ['a partition at a standstill', { standingStill: [{ topic: 't', partition: 1, seconds: 300 }] }, ['standing']],
    ['letters and keys', { deadLetters: { open: 2, parkedKeys: 1 } }, ['deadLetters', 'parkedKeys']],
    ['a copy that has drifted', { drift: [{ copy: 'person', rows: 1 }] }, ['drift']],
    [
      'a job that failed',
      { jobs: [{ name: 'j', running: false, endedSecondsAgo: 1, failure: 'Error 57P01', rowsPutOff: 0 }] },
      ['job'],
    ],
    [
      'a job that left rows',
      { jobs: [{ name: 'j', running: true, endedSecondsAgo: 1, failure: null, rowsPutOff: 3 }] },
      ['job'],
    ],
  ])('%s', (_, changes, concerns) => {
    expect(concernsOf({ ...WELL, ...changes })).toEqual(concerns);
  });
});
