import { describe, expect, it } from '@jest/globals';
import {
  classify,
  FAILURE_POLICY,
  type Failure,
  HandlerTimeLimit,
  holdsUpItsKey,
  waitBefore,
} from './failure-policy.js';
import { RefusedEvent } from './refused-event.js';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('failure policy', () => {
  it.each<[string, unknown, Failure]>([
    ['connection refused', coded('ECONNREFUSED'), 'infrastructure'],
    ['admin shutdown', coded('57P01'), 'infrastructure'],
    ['too many connections', coded('53300'), 'infrastructure'],
    ['serialization failure', coded('40001'), 'infrastructure'],
    ['deadlock', coded('40P01'), 'infrastructure'],
    ['lock timeout', coded('55P03'), 'infrastructure'],
    ['missing table', coded('42P01'), 'infrastructure'],
    ['missing column', coded('42703'), 'infrastructure'],
    ['missing function or operator', coded('42883'), 'infrastructure'],
    ['missing type', coded('42704'), 'infrastructure'],
    ['missing schema', coded('3F000'), 'infrastructure'],
    ['missing database', coded('3D000'), 'infrastructure'],
    ['password changed', coded('28P01'), 'infrastructure'],
    ['right withdrawn', coded('42501'), 'infrastructure'],
    [
      'plan made stale by a migration',
      Object.assign(coded('0A000'), { routine: 'RevalidateCachedQuery' }),
      'infrastructure',
    ],
    ['something the database does not support', coded('0A000'), 'bug'],
    ['mistake in SQL', coded('42601'), 'bug'],
    ['connection cut', new Error('Connection terminated unexpectedly'), 'infrastructure'],
    ['pool exhausted', new Error('timeout exceeded when trying to connect'), 'infrastructure'],
    ['wrapped by TypeORM', Object.assign(new Error('query failed'), { driverError: coded('57P03') }), 'infrastructure'],
    ['as a cause', new Error('outer', { cause: coded('ECONNRESET') }), 'infrastructure'],
    ['handler over its limit', new HandlerTimeLimit('slow'), 'time-limit'],
    ['refused by the reaction', new RefusedEvent('version-conflict', 'version 3'), 'refused'],
    ['TypeError', new TypeError('undefined is not a function'), 'bug'],
    ['unique violation', coded('23505'), 'bug'],
    ['not an error', 'text', 'bug'],
  ])('%s is %s', (_, error, failure) => {
    expect(classify(error)).toBe(failure);
  });

  it('what is refused is given up at once, parks no key and lets later events of its key pass', () => {
    expect(FAILURE_POLICY.refused).toEqual({ tries: 1, then: 'dead-letter' });
    expect(holdsUpItsKey('refused')).toBe(false);
    expect((['bug', 'time-limit', 'parked-key'] as const).every(holdsUpItsKey)).toBe(true);
  });

  it('only outages are waited for without end', () => {
    const endless = Object.entries(FAILURE_POLICY).filter(([, treatment]) => treatment.tries === Infinity);
    expect(endless.map(([failure]) => failure)).toEqual(['infrastructure', 'dead-letter-not-published']);
    expect(endless.every(([, treatment]) => treatment.then === 'keep-trying')).toBe(true);
  });

  it('three tries of a bug fit into 10 s and no wait for the infrastructure is longer than 5 s', () => {
    expect(waitBefore('bug', 1) + waitBefore('bug', 2)).toBeLessThan(10_000);
    for (let attempt = 1; attempt < 100; attempt++)
      expect(waitBefore('infrastructure', attempt)).toBeLessThanOrEqual(5000);
  });
});
