import type { FaultName } from './faults.js';

/** The run that is part of `npm test`: every invariant is touched, outages are short. */
export const SHORT_RUN: readonly (readonly FaultName[])[] = [
  ['poison', 'clock-jumps'],
  ['crash-windows', 'answers-dropped'],
  ['failover', 'rebalance'],
  ['sigterm'],
  ['broker-outage'],
  ['postgres-outage'],
  ['replay'],
];
