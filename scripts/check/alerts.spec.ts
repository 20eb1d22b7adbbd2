import { describe, expect, it } from '@jest/globals';
import { alertDifferences, metricsIn } from './alerts.js';

describe('alerts', () => {
  it.each([
    ['max by (service) (dead_letters_open) > 0', ['dead_letters_open']],
    ['absent(parked_keys)', ['parked_keys']],
    ['sum(rate(inbox_messages_total{outcome="dead-lettered"}[5m])) / 2e3 > 0.5', ['inbox_messages_total']],
    [
      'a_total > on (service) group_left b_total and c_total unless d_total',
      ['a_total', 'b_total', 'c_total', 'd_total'],
    ],
  ])('%s watches %j', (expression, metrics) => {
    expect(metricsIn(expression)).toEqual(metrics);
  });

  it('watch what is measured, and lead to a runbook', () => {
    expect(alertDifferences()).toEqual([]);
  });
});
