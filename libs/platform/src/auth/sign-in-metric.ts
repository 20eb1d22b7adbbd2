import { metrics } from '../metrics/metrics.js';

const signIns = metrics.counter({
  name: 'sign_ins_total',
  help: 'Access tokens and passwords by outcome: right, wrong, or refused unseen (the issuer is away, or too many came)',
  labelNames: ['way', 'outcome'],
});

export function countSignIn(way: 'token' | 'password', outcome: 'right' | 'wrong' | 'refused'): void {
  signIns.inc({ way, outcome });
}
